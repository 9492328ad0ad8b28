// Draws the PNG pictures from the SVG ones. Run by hand after changing a mark: node draw-images.mjs /usr/bin/chromium
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const chromium = process.argv[2] ?? 'chromium'
const scratch = mkdtempSync(join(tmpdir(), 'pledge-images-'))
const svg = name => `data:image/svg+xml;base64,${readFileSync(`images/${name}.svg`).toString('base64')}`

draw('favicon-32.png', 32, 32, `<img src="${svg('favicon')}" width="32">`)
draw('apple-touch-icon.png', 180, 180, `<body style="margin:0;background:#0d5358"><img src="${svg('favicon')}" width="180">`)
draw('social.png', 1200, 630, `<body style="margin:0;background:#fbf8f3"><div style="height:630px;display:grid;place-items:center"><img src="${svg('wordmark')}" width="760"></div>`)

function draw (name, width, height, content) {
  const page = join(scratch, 'page.html')
  writeFileSync(page, `<!doctype html><style>body{margin:0}img{display:block}</style>${content}`)
  execFileSync(chromium, ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--hide-scrollbars', '--default-background-color=00000000',
    `--user-data-dir=${scratch}`, `--window-size=${width},${height}`, `--screenshot=images/${name}`, `file://${page}`], { stdio: 'ignore' })
}
