// Asks a real browser about the pages: node pages_test.mjs DIR [--screenshots DIR] [--limits]
//
// DIR holds pages, each report's beside its JSON (write_page_samples, or convert --formats json,html). The oracle is that
// JSON and the arithmetic of 100 dots per inch, never the page's own coordinates. --limits also holds the times that the
// pages must reach on a quiet machine. Exit code 77 (skipped) where there is no Chromium.
import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {Browser, findChromium} from './chromium.mjs';

const kTolerance = 1.5;          // pixels between a frame and its cell: the picture's size is rounded to whole pixels
const kReviewUsableMs = 300;
const kRunOpenMs = 2000;

const folder = resolve(process.argv[2]);
const option = (name) => { const at = process.argv.indexOf(name); return at < 0 ? null : process.argv[at + 1] ?? ''; };
const shots = option('--screenshots');
const withLimits = process.argv.includes('--limits');
const failures = [];
let checks = 0;

function check(holds, what) {
  ++checks;
  if (!holds) { failures.push(what); console.error('FAILED: ' + what); }
}

function pagesBelow(place) {
  return readdirSync(place, {withFileTypes: true}).flatMap((entry) => entry.isDirectory() ? pagesBelow(join(place, entry.name))
      : entry.name.endsWith('.html') ? [join(place, entry.name)] : []).sort();
}

// --- what holds for every page ---

async function checkQuiet(page, name) {
  check(page.complaints.length === 0, name + ': the console says ' + page.complaints.join(' | '));
  const foreign = page.requests.filter((url) => !/^(file|data|blob):/.test(url));
  check(foreign.length === 0, name + ': asks for ' + foreign.join(' '));
  const files = new Set(page.requests.filter((url) => url.startsWith('file:')).map((url) => url.split('#')[0]));
  check(files.size === 1, name + ': opens other files: ' + [...files].join(' '));
  check(await page.run(() => document.documentElement.dataset.ready) === 'yes', name + ': its script did not finish');
  check(await page.run(() => document.title) !== 'run', name + ': a text of the source ran as a script');
}

async function checkLinks(page, path) {
  await page.run(() => { dispatchEvent(new Event('beforeprint')); });  // what is folded becomes elements
  const links = await page.run(() => [...document.querySelectorAll('a[href]')].map((a) => [a.getAttribute('href'), a.href]));
  const broken = await page.run(() => [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1))
      .filter((id) => !id.includes('=') && !document.getElementById(id) && !document.getElementById(decodeURIComponent(id))));
  check(broken.length === 0, path + ': leads nowhere: ' + broken.slice(0, 3).join(' '));
  const files = new Map();
  for (const [written, href] of links) {
    if (written.startsWith('#') || !href.startsWith('file:')) continue;
    const url = new URL(href);
    const anchor = decodeURIComponent(url.hash.slice(1));
    url.hash = '';
    if (!files.has(url.href)) files.set(url.href, new Set());
    files.get(url.href).add(anchor);
  }
  for (const [url, anchors] of files) {
    const target = fileURLToPath(url);
    if (!existsSync(target)) { check(false, path + ': leads to a missing ' + target); continue; }
    const text = readFileSync(target, 'utf8');
    for (const anchor of anchors) check(text.includes('id="' + anchor + '"'), path + ': no ' + anchor + ' in ' + target);
  }
}

// --- a review page against its JSON ---

const findingsOf = (report) => [...report.forms.flatMap((form) => form.findings.map((finding) => ({...finding, form: form.index}))),
  ...report.findings.map((finding) => ({...finding, form: 0}))];

async function checkFrames(page, name, report) {
  const seen = new Map();
  const expected = findingsOf(report).map((finding) => {
    const n = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, n);
    return {id: n === 1 ? finding.fingerprint : finding.fingerprint + '-' + n, at: finding.at, rule: finding.rule, message: finding.message};
  });
  const found = await page.run((ids) => {
    const levels = [...document.querySelectorAll('input[name=level]')];
    for (const box of levels) box.checked = true;
    levels[0].dispatchEvent(new Event('change'));
    dispatchEvent(new Event('beforeprint'));  // folded findings become elements
    const frames = new Map([...document.querySelectorAll('#source .frame')].reverse().flatMap((frame) => frame.dataset.n.split(' ').map((n) => [n, frame])));
    return ids.map((id) => {
      const item = document.getElementById(id);
      if (!item) return null;
      const frame = frames.get(item.dataset.n);
      const result = {rule: item.dataset.rule, message: item.querySelector('.message').textContent, framed: Boolean(frame)};
      const sheet = frame && frame.closest('.sheet');
      if (sheet) {
        const box = frame.querySelector('.box').getBoundingClientRect();
        const image = sheet.querySelector('img');
        const under = (image || sheet).getBoundingClientRect();
        // In pixels of the picture.
        const scale = (image ? image.naturalWidth : 1) / under.width;
        result.page = Number(sheet.closest('figure').dataset.page);
        result.box = [box.left - under.left, box.top - under.top, box.right - under.left, box.bottom - under.top].map((x) => x * scale);
        result.drawn = Boolean(image) && [image.naturalWidth, image.naturalHeight];
      }
      const cell = frame && frame.closest('td, tr');
      if (cell) result.place = cell.id;
      return result;
    });
  }, expected.map((finding) => finding.id));
  let compared = 0;
  expected.forEach((finding, i) => {
    const got = found[i];
    const label = name + ' #' + finding.id;
    if (!got) { check(false, label + ': no such address'); return; }
    check(got.rule === finding.rule, label + ': is another rule, ' + got.rule);
    if (finding.at?.box && got.drawn && got.drawn[0] * got.drawn[1] < 3.9e6) {
      const distance = Math.max(...finding.at.box.map((points, k) => Math.abs(points * 100 / 72 - got.box[k])));
      check(got.page === finding.at.page && distance <= kTolerance, label + ': the frame is ' + distance.toFixed(2) + ' pixels off its cell');
      ++compared;
    } else if (finding.at?.box) {
      check(got.framed, label + ': has no frame');
    } else if (finding.at?.line) {
      check(got.place === 'at-' + finding.at.line + '-' + finding.at.field || got.place === 'at-' + finding.at.line + '-1',
            label + ': stands at ' + got.place);
    }
  });
  return compared;
}

async function checkTextCells(page, name, report) {
  const fields = report.forms.flatMap((form) => form.indicators.flatMap((row) => [row.name, row.target, row.actual, row.score]))
      .filter((field) => field?.at?.line && field.raw.trim());
  const texts = await page.run((ids) => ids.map((id) => document.getElementById(id)?.textContent ?? null),
                               fields.map((field) => 'at-' + field.at.line + '-' + field.at.field));
  const squeeze = (text) => text.replace(/\s+/g, '');
  fields.forEach((field, i) => check(texts[i] !== null && squeeze(texts[i]).includes(squeeze(field.raw)),
                                     `${name}: line ${field.at.line} field ${field.at.field} says ${texts[i]}, not ${field.raw}`));
}

async function checkFilters(page, name, report) {
  const findings = findingsOf(report);
  const shown = () => page.run(() => [...document.querySelectorAll('.finding')].filter((item) => !item.hidden).length);
  const frames = () => page.run(() => new Set([...document.querySelectorAll('#source .frame')]
      .filter((frame) => getComputedStyle(frame).display !== 'none').flatMap((frame) => frame.dataset.n.split(' '))).size);
  const set = (id, value) => page.run((wanted, to) => {
    const control = document.getElementById(wanted);
    control.value = to;
    control.dispatchEvent(new Event(wanted === 'search' ? 'input' : 'change'));
  }, id, value);
  check(await shown() === findings.length, name + ': all levels do not show all findings');
  for (const level of ['error', 'warning', 'note']) {
    await page.run((only) => {
      for (const box of document.querySelectorAll('input[name=level]')) { box.checked = box.value === only; box.dispatchEvent(new Event('change')); }
    }, level);
    const wanted = findings.filter((finding) => finding.severity === level);
    check(await shown() === wanted.length, name + ': level ' + level + ' shows ' + await shown() + ' of ' + wanted.length);
    const framed = wanted.filter((finding) => finding.at?.box || finding.at?.line).length;
    check(await frames() <= Math.max(framed, wanted.length) && (framed === 0 || await frames() > 0), name + ': frames of level ' + level);
  }
  await page.run(() => { for (const box of document.querySelectorAll('input[name=level]')) { box.checked = true; box.dispatchEvent(new Event('change')); } });
  for (const rule of new Set(findings.map((finding) => finding.rule))) {
    await set('rule', rule);
    const wanted = findings.filter((finding) => finding.rule === rule).length;
    check(await shown() === wanted, `${name}: rule ${rule} shows ${await shown()} of ${wanted}`);
  }
  await set('rule', '');
  for (const form of report.forms) {
    await set('form', String(form.index));
    check(await shown() === form.findings.length, `${name}: form ${form.index} shows ${await shown()} of ${form.findings.length}`);
  }
  await set('form', '');
  await set('search', 'a text that no finding holds');
  check(await shown() === 0, name + ': a search for nothing shows something');
  await set('search', '');
}

async function checkKeyboard(page, name, count) {
  const chosen = () => page.run(() => document.querySelector('.finding.on')?.dataset.n ?? null);
  const active = () => page.run(() => document.activeElement.id);
  await page.run(() => document.activeElement.blur());
  await page.press('j');
  check(await chosen() === '1', name + ': j does not choose the first finding');
  await page.press('j');
  check(await chosen() === String(Math.min(2, count)), name + ': j does not step on');
  await page.press('k');
  check(await chosen() === '1', name + ': k does not step back');
  const heard = await page.run(() => {
    const said = document.querySelector('output[aria-live="polite"].unseen').textContent;
    const on = document.querySelector('.finding.on');
    return {message: said.includes(on.querySelector('.message').textContent.trim()) && said.includes(on.querySelector('.level').textContent.trim()),
      focus: on.contains(document.activeElement), current: on.getAttribute('aria-current')};
  });
  check(heard.message, name + ': a screen reader does not hear which finding was chosen');
  check(heard.focus && heard.current === 'true', name + ': the chosen finding has not the focus');
  const seen = await page.run(() => {
    const frame = document.querySelector('#source .frame.on, #source .marked.on');
    if (!frame) return null;
    const {top, bottom} = frame.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  check(seen !== false, name + ': the chosen frame is not in sight');
  check((await page.run(() => location.hash)).length > 1, name + ': the chosen finding is not in the address');
  await page.press('/');
  check(await active() === 'search', name + ': / does not lead to the search');
  await page.type('j');
  check(await page.run(() => document.getElementById('search').value) === 'j', name + ': the search does not take a j');
  await page.press('Escape');
  check(await page.run(() => document.getElementById('search').value) === '' && await chosen() === null, name + ': Esc does not clear');
}

async function checkClicks(page, name) {
  const hasFrame = await page.run(() => Boolean(document.querySelector('#source .frame')));
  if (!hasFrame) return;
  await page.run(() => document.querySelector('#source .frame .badge, #source .frame').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})));
  check(await page.run(() => document.querySelector('#source .frame').dataset.n.split(' ').includes(document.querySelector('.finding.on')?.dataset.n)),
        name + ': a click on a frame does not choose its finding');
  await page.press('c');
  const crop = await page.run(() => ({open: document.getElementById('crop').open, text: document.getElementById('crop-text').textContent,
    size: [...document.querySelectorAll('#crop canvas')].map((canvas) => [canvas.width, canvas.height])[0] ?? null,
    inked: [...document.querySelectorAll('#crop canvas')].some((canvas) => {
      const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < data.length; i += 4) if (data[i] < 60 && data[i + 1] < 60 && data[i + 2] < 60) return true;
      return false;
    }),
    pictured: Boolean(document.querySelector('#source .frame.on')?.closest('.sheet')?.querySelector('img'))}));
  check(crop.open && crop.text.length > 20, name + ': c does not open the excerpt');
  check(!crop.pictured || (crop.size && crop.size[0] > 100 && crop.size[1] > 10 && crop.inked), name + ': the cut-out is empty');
  await page.press('Escape');
  await page.run(() => document.getElementById('crop').close());
}

async function checkAddress(browser, url, name, report) {
  const note = findingsOf(report).find((finding) => finding.severity === 'note') ?? findingsOf(report)[0];
  if (!note) return;
  const page = await browser.open(url + '#' + note.fingerprint);
  check(await page.run(() => document.querySelector('.finding.on')?.id) === note.fingerprint, name + ': #fingerprint does not choose its finding');
  check(await page.run(() => !document.querySelector('.finding.on')?.hidden), name + ': the addressed finding is hidden');
  await page.close();
}

// Milliseconds from the start of the navigation to the end of everything that the page needs to be used.
const openingTime = (page) => page.run(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))));

async function medianOpening(browser, url) {
  const times = [];
  for (let i = 0; i < 3; ++i) {
    const page = await browser.open(url);
    const wall = await page.run(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
    times.push([wall, await page.work()]);
    await page.close();
  }
  const median = (k) => times.map((time) => time[k]).sort((a, b) => a - b)[1];
  return {wall: median(0), work: median(1)};
}

async function screenshots(browser, url, name, hash) {
  if (shots === null) return;
  mkdirSync(shots, {recursive: true});
  for (const [width, height] of [[1280, 800], [1920, 1080]]) {
    const page = await browser.open(url + hash, {width, height});
    await new Promise((done) => setTimeout(done, 300));
    writeFileSync(join(shots, name.replace(/[^\w.-]+/g, '_') + '-' + width + '.png'), await page.screenshot());
    await page.close();
  }
}

async function checkReview(browser, path) {
  const name = relative(folder, path);
  const url = pathToFileURL(path).href;
  const report = JSON.parse(readFileSync(path.replace(/\.html$/, '.json'), 'utf8'));
  const count = findingsOf(report).length;
  const page = await browser.open(url);
  const usable = await openingTime(page);
  await checkQuiet(page, name);
  await checkLinks(page, path);
  const compared = await checkFrames(page, name, report);
  await checkTextCells(page, name, report);
  if (count <= 1000) await checkFilters(page, name, report);
  if (count > 0) { await checkKeyboard(page, name, count); await checkClicks(page, name); }
  await checkQuiet(page, name);
  await page.close();
  await checkAddress(browser, url, name, report);
  await screenshots(browser, url, name, count > 0 ? '#' + findingsOf(report)[0].fingerprint : '');
  const median = withLimits ? await medianOpening(browser, url) : null;
  const size = readFileSync(path).length;
  console.log(`${name}: ${(size / 1e6).toFixed(2)} MB, ${count} findings, ${compared} frames compared with boxes, opened in ${usable.toFixed(0)} ms` +
      (median === null ? '' : `, median load ${median.wall.toFixed(0)} ms, main thread ${median.work.toFixed(0)} ms`));
  if (withLimits && report.forms.length === 8) {
    check(size < 2e6, name + ': larger than 2 MB');
    check(median.wall <= kReviewUsableMs, `${name}: usable after ${median.wall.toFixed(0)} ms`);
  }
}

// --- the front page of a run ---

async function checkRun(browser, path) {
  const name = relative(folder, path);
  const url = pathToFileURL(path).href;
  const page = await browser.open(url);
  const usable = await openingTime(page);
  await checkQuiet(page, name);
  const reportsExist = pagesBelow(dirname(path)).length > 1;
  if (reportsExist) await checkLinks(page, path);
  const data = await page.run(() => JSON.parse(document.getElementById('data').textContent));
  const total = data.rows.length;
  const state = () => page.run(() => ({shown: document.getElementById('shown').textContent, rows: document.querySelectorAll('#rows tr').length,
    first: [...(document.querySelector('#rows tr')?.children ?? [])].map((cell) => cell.textContent)}));
  check((await state()).shown.startsWith(total + ' /'), name + ': does not begin with all forms');
  check((await state()).rows === Math.min(100, total), name + ': does not show a page of rows');

  const set = (id, value) => page.run((wanted, to) => {
    const control = document.getElementById(wanted);
    control.value = to;
    control.dispatchEvent(new Event(wanted === 'search' ? 'input' : 'change'));
  }, id, value);
  const holds = async (wanted, what) => check((await state()).shown.startsWith(wanted + ' /'), `${name}: ${what} shows ${(await state()).shown}, not ${wanted}`);
  await set('unit', '0');
  await holds(data.rows.filter((row) => row[2] === 0).length, 'the first unit');
  await set('level', 'error');
  await holds(data.rows.filter((row) => row[2] === 0 && row[11] > 0).length, 'the first unit with errors');
  await page.click('#clear');
  await holds(total, 'cleared');
  if (data.rules.length) {
    await set('rule', '0');
    await holds(data.rows.filter((row) => row[14].includes(0)).length, 'the first rule');
    await page.click('#clear');
  }
  const project = data.rows[total - 1][4];
  await set('search', project);
  await holds(data.rows.filter((row) => (row[4] + '\n' + data.units[row[2]] + '\n' + data.reports[row[0]]).toLowerCase().includes(project.trim().toLowerCase())).length, 'a search');
  await page.click('#clear');

  // A mark of several forms filters the table to just as many.
  const marks = await page.run(() => [...document.querySelectorAll('.chart a[href^="#"]')].map((a) => [a.getAttribute('href'), a.querySelector('title').textContent])
      .filter(([, title]) => /\d+ 张表/.test(title)).slice(0, 40));
  for (const [href, title] of marks) {
    await page.run((hash) => { location.hash = hash; return new Promise((done) => setTimeout(done)); }, href);
    await holds(Number(/(\d+) 张表/.exec(title)[1]), 'the mark ' + href);
  }
  await page.click('#clear');

  for (const column of [4, 6, 1]) {
    await page.click(`#heads th:nth-child(${column + 1}) button`);
    const values = await page.run((n) => [...document.querySelectorAll('#rows tr')].map((row) => row.children[n].textContent), column);
    if (column !== 1) {
      const numbers = values.filter((value) => value !== '').map(parseFloat);
      check(numbers.every((value, i) => i === 0 || numbers[i - 1] >= value), `${name}: column ${column} is not sorted from the largest`);
    }
    check(values.length === Math.min(100, total), name + ': sorting loses rows');
  }
  if (total > 100) {
    await page.click('#on');
    check((await page.run(() => document.getElementById('page').textContent)).startsWith('第 2 /'), name + ': does not turn to page 2');
  }
  await checkQuiet(page, name);
  await page.close();
  await screenshots(browser, url, name, '');
  await screenshots(browser, url, name + '-table', '#level=error');
  const median = withLimits ? await medianOpening(browser, url) : null;
  console.log(`${name}: ${(readFileSync(path).length / 1e6).toFixed(2)} MB, ${total} forms, opened in ${usable.toFixed(0)} ms` +
      (median === null ? '' : `, median load ${median.wall.toFixed(0)} ms, main thread ${median.work.toFixed(0)} ms`));
  if (withLimits) check(median.wall < kRunOpenMs, `${name}: opens in ${median.wall.toFixed(0)} ms`);
}

const program = findChromium();
if (!program) {
  console.log('SKIPPED: no Chromium on this machine (set HEBIAO_CHROMIUM)');
  process.exit(77);
}
const browser = await Browser.start(program);
try {
  const pages = pagesBelow(folder);
  check(pages.length > 0, 'no pages in ' + folder);
  for (const path of pages) {
    if (existsSync(path.replace(/\.html$/, '.json'))) await checkReview(browser, path);
    else await checkRun(browser, path);
  }
} finally {
  await browser.stop();
}
console.log(`${checks - failures.length} of ${checks} checks hold`);
process.exit(failures.length ? 1 : 0);
