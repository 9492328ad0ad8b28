// Keeps what is typed on the server while it is typed, in forms with data-draft (Features/Drafts/README.md). While that does not succeed the text stays
// in the page, which says so in words and tries again. Nothing is stored in the browser: people share computers.
import { sessionRenewed } from './session-warning.js'

const pause = 1_500 // after the last key
const atMost = 8_000 // while somebody goes on typing
const retry = 5_000
const patience = 15_000
const leavingLimit = 60_000 // browsers let no more outlive a page

export function keepDrafts (root) {
  const drafts = [...root.querySelectorAll('form[data-draft]')].map(keepDraft)
  if (!drafts.length) return
  const save = () => drafts.forEach(draft => draft.save())
  const leave = () => drafts.forEach(draft => draft.save(true))
  document.addEventListener('visibilitychange', () => document.hidden ? leave() : save())
  window.addEventListener('pagehide', leave)
  window.addEventListener('online', save)
  window.addEventListener('beforeunload', event => {
    leave()
    if (drafts.some(draft => draft.isStuck())) event.preventDefault()
  })
  // At the end of the session the page may only go when it holds nothing that is not kept.
  document.addEventListener('pledge:session-over', event => { if (drafts.some(draft => draft.holds())) event.preventDefault() })
}

function keepDraft (form) {
  const words = form.dataset
  const state = form.querySelector('[data-draft-state]')
  const signIn = form.querySelector('[data-draft-sign-in]')
  form.querySelector('.draft__keep')?.remove()
  let typed = 0, kept = 0, first = 0, timer = 0, busy = null, sending = false, refused = ''

  const holds = () => typed > kept && !sending
  const isStuck = () => holds() && refused !== ''
  const say = text => { if (state.textContent !== text) state.textContent = text }

  function fields () {
    const secret = new Set([...form.querySelectorAll('[type=password]')].map(input => input.name))
    return new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !secret.has(name)))
  }

  // One request at a time, the newest text last. Resolves to whether everything typed is kept.
  function save (leaving = false) {
    clearTimeout(timer)
    if (!busy && holds() && refused !== 'long') busy = send(leaving).finally(() => { busy = null; if (holds()) wait() })
    return busy ? busy.then(() => typed === kept) : Promise.resolve(typed === kept)
  }

  async function send (leaving) {
    const upTo = typed
    const body = fields()
    const stop = new AbortController()
    const limit = setTimeout(() => stop.abort(), patience)
    try {
      const answer = await fetch(words.draft, {
        method: 'POST', body, redirect: 'manual', signal: stop.signal, keepalive: leaving && body.toString().length < leavingLimit
      })
      if (answer.ok) {
        [kept, first, refused] = [upTo, 0, '']
        sessionRenewed()
        document.dispatchEvent(new Event('pledge:kept'))
        say(await answer.text())
      } else if (answer.type === 'opaqueredirect' || answer.status === 400) {
        // Signed out, or somebody else is signed in now.
        refused = 'out'
        say(words.draftSignedOut)
        signIn.href = '/sign-in?next=' + encodeURIComponent(location.pathname + location.search)
      } else if (answer.status === 413) {
        refused = 'long'
        say(words.draftTooLong)
      } else throw new Error(String(answer.status))
    } catch {
      refused = 'line'
      say(words.draftNotKept)
    } finally {
      clearTimeout(limit)
    }
    signIn.hidden = refused !== 'out'
    form.classList.toggle('draft--waiting', refused !== '')
  }

  function wait () {
    clearTimeout(timer)
    const now = Date.now()
    first ||= now
    timer = setTimeout(() => save(), refused ? retry : Math.max(0, Math.min(pause, first + atMost - now)))
  }

  function changed () {
    typed++
    sending = false
    if (refused === 'long') refused = ''
    wait()
  }
  form.addEventListener('input', changed)
  form.addEventListener('change', changed)

  // A form that is sent into a dead line would take its text along: it goes once the last words are kept, and stays otherwise.
  form.addEventListener('submit', async event => {
    if (!holds() || refused === 'long' || !form.requestSubmit || event.defaultPrevented) { sending = true; return }
    event.preventDefault()
    const submitter = event.submitter
    await save()
    if (typed > kept && !(await save())) {
      if (refused === 'line') say(words.draftNotSent)
      state.scrollIntoView({ block: 'nearest' })
      if (refused === 'out') signIn.focus()
      return
    }
    sending = true
    form.requestSubmit(submitter)
  })
  window.addEventListener('pageshow', event => { if (event.persisted) sending = false })

  return { holds, isStuck, save }
}
