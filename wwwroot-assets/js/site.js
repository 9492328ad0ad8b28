import { Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink, createAll } from 'govuk-frontend'
import { keepDrafts } from './autosave.js'
import { offerPrinting } from './print.js'
import { warnBeforeSessionEnds } from './session-warning.js'

for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink]) createAll(component)

offerPrinting(document)
warnBeforeSessionEnds(document.body)
keepDrafts(document)
