// Runs before the page is drawn, so that nothing which needs scripts flashes up without them.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
