// Screenshots of each kind of page, at phone and desktop width, light and dark.
// usage: node screens.mjs SITE OUT BASE
import fs from 'node:fs';
import path from 'node:path';
import { serve } from './serve.mjs';
import { launch } from './browser.mjs';
const [root, out, base] = process.argv.slice(2);
const kinds = { timeline: '', known: 'known/', event: 'events/reported-request/', claim: 'claims/military-equipment/', claims: 'claims/', actor: 'actors/zhao-lijian/', actors: 'actors/', glossary: 'glossary/', corrections: 'corrections/', tag: 'tags/china/', tags: 'tags/', sources: 'sources/', page: 'about/', missing: '404.html' };
fs.mkdirSync(out, { recursive: true });
const site = await serve(root, base);
const browser = await launch();
try {
  for (const [width, height] of [[390, 844], [1280, 1000]]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'UTC' });
      const page = await context.newPage();
      for (const [kind, address] of Object.entries(kinds)) {
        await page.goto(site.url + address, { waitUntil: 'networkidle' });
        await page.screenshot({ path: path.join(out, `${kind}-${width}-${colorScheme}.png`), animations: 'disabled' });
      }
      await context.close();
    }
  }
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, colorScheme: 'light', reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'UTC' });
  const page = await context.newPage();
  await page.goto(site.url + '#p2022-02', { waitUntil: 'networkidle' });
  await page.screenshot({ path: path.join(out, 'events-1280-light.png'), animations: 'disabled' });
} finally { await browser.close(); await site.close(); }
