// Says that a file is too large before it is sent, so that nobody waits for it or pays for it. The server says the same without this.
for (const input of document.querySelectorAll('input[type=file][data-upload-most]')) {
  const message = document.querySelector('[data-upload-error]')
  const isTooBig = () => input.files.length > 0 && input.files[0].size > Number(input.dataset.uploadMost)
  const say = () => {
    const tooBig = isTooBig()
    message.textContent = tooBig ? input.dataset.uploadTooBig : ''
    message.parentElement.hidden = !tooBig
    input.closest('.govuk-form-group').classList.toggle('govuk-form-group--error', tooBig)
  }
  input.addEventListener('change', say)
  input.form.addEventListener('submit', event => {
    if (!isTooBig()) return
    event.preventDefault()
    say()
    input.focus()
  })
}
