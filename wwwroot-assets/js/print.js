// A button that prints, where the browser can; without this script a sentence says where printing is.
export function offerPrinting (root) {
  const button = root.querySelector('[data-print]')
  if (!button || !window.print) return
  button.hidden = false
  root.querySelector('[data-print-how]')?.remove()
  button.addEventListener('click', () => window.print())
}
