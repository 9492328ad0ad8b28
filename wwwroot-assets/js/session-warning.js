// Before the idle time-out a dialog offers to stay. Without this script the footer says how long a session lasts.
// body[data-session-minutes] is the idle limit, body[data-session-warn-minutes] how long before it to ask.
// Two tabs share one session: whichever page loaded last, or asked to stay last, tells the others.
const sharedKey = 'pledge-session-started'

// Any request that renewed the session starts the count anew.
export const sessionRenewed = () => localStorage.setItem(sharedKey, String(Date.now()))

export function warnBeforeSessionEnds (body) {
  const dialog = document.getElementById('session-warning')
  const limit = Number(body.dataset.sessionMinutes) * 60_000
  if (!dialog?.showModal || !limit) return

  const warnAfter = limit - Number(body.dataset.sessionWarnMinutes) * 60_000
  const form = dialog.querySelector('form[data-keep-alive]')
  const left = dialog.querySelector('[data-minutes-left]')
  const failed = dialog.querySelector('[data-keep-alive-failed]')

  const began = () => Number(localStorage.getItem(sharedKey)) || Date.now()
  const restart = () => { sessionRenewed(); if (dialog.open) dialog.close() }
  const over = document.getElementById('session-over')
  over.addEventListener('cancel', event => event.preventDefault())
  // Only the person who wrote it can have it kept: the cover goes then, and not because somebody signed in.
  document.addEventListener('pledge:kept', () => { if (over.open) over.close() })

  // Nobody else may read the page now. It stays, covered, only while it holds words that could not be kept for want of a line.
  function end () {
    const next = '/sign-in?ended=true&next=' + encodeURIComponent(location.pathname + location.search)
    if (document.dispatchEvent(new Event('pledge:session-over', { cancelable: true }))) { location.assign(next); return }
    if (dialog.open) dialog.close()
    over.querySelector('a').href = next
    if (!over.open) over.showModal()
  }

  function look () {
    if (over.open) return
    const passed = Date.now() - began()
    if (passed >= limit) { end(); return }
    if (passed < warnAfter) { if (dialog.open) dialog.close(); return }
    left.textContent = String(Math.max(1, Math.ceil((limit - passed) / 60_000)))
    if (!dialog.open) dialog.showModal()
  }

  form.addEventListener('submit', async event => {
    event.preventDefault()
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), redirect: 'manual' })
      if (!answer.ok) throw new Error(String(answer.status))
      failed.hidden = true
      restart()
    } catch {
      failed.hidden = false
    }
  })

  restart()
  setInterval(look, 10_000)
  // A sleeping phone runs no timers: look again as soon as it wakes.
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look() })
}
