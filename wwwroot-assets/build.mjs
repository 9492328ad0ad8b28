// Builds everything the browser gets into src/Pledge.Web/wwwroot: one stylesheet, small scripts, fonts and pictures.
import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compile } from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const out = join(here, '../src/Pledge.Web/wwwroot')
const target = ['chrome87', 'firefox78', 'safari14.1', 'edge88']

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })

await writeStyles()
await build({
  absWorkingDir: here,
  entryPoints: { site: 'js/site.js', 'js-enabled': 'js/js-enabled.js', htmx: 'js/htmx.js', upload: 'js/upload.js' },
  outdir: out, bundle: true, minify: true, format: 'iife', target, legalComments: 'none', logLevel: 'warning'
})
await cp(join(here, 'images'), out, { recursive: true })

async function writeStyles () {
  const tokens = JSON.parse(await readFile(join(here, 'tokens.json'), 'utf8'))
  const { css } = compile(join(here, 'scss/site.scss'), { loadPaths: [join(here, 'node_modules')], quietDeps: true, charset: false })
  const bundled = await build({
    absWorkingDir: here,
    stdin: { contents: variables(tokens.colours) + logical(css), loader: 'css', resolveDir: join(here, 'scss') },
    outfile: join(out, 'site.css'), bundle: true, minify: true, target, loader: { '.woff2': 'file' },
    // A font keeps its address as long as its bytes, so a browser may keep it for good.
    assetNames: 'fonts/[name]-[hash]', logLevel: 'warning'
  })
  if (bundled.warnings.length) throw new Error('The stylesheet has warnings')
}

function variables (colours) {
  const list = scheme => Object.entries(colours).map(([name, value]) => `--${name}:${value[scheme]};`).join('')
  return `:root{color-scheme:light dark;${list('light')}}` +
    `@media (prefers-color-scheme:dark){:root{${list('dark')}}}` +
    `@media print{:root{color-scheme:light;${list('light')}--page:#fff;--text:#000}}\n`
}

// GOV.UK Frontend writes left and right; a page in Arabic needs start and end.
function logical (css) {
  const sides = { left: 'start', right: 'end' }
  return css
    .replace(/(^|[\s;{])(margin|padding|border)-(left|right)(-(?:width|color|style))?(\s*:)/gm,
      (_, before, property, side, part = '', colon) => `${before}${property}-inline-${sides[side]}${part}${colon}`)
    .replace(/(^|[\s;{])(left|right)(\s*:)/gm, (_, before, side, colon) => `${before}inset-inline-${sides[side]}${colon}`)
    .replace(/text-align:(\s*)(left|right)/g, (_, space, side) => `text-align:${space}${sides[side]}`)
}
