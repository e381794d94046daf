'use strict';
// The page is complete without this script; it joins the two halves: choose, filter, cut out.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const source = byId('source');
  const isText = Boolean(source.querySelector('.lines'));

  // --- what is folded into texts becomes elements when it comes into sight or is asked for ---

  const unfolders = new Map();  // element -> what to do when it comes into sight
  const inSight = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) unfolders.get(entry.target)?.();
  }, {rootMargin: '1500px'});
  function fold(place, unfold) {
    unfolders.set(place, unfold);
    inSight.observe(place);
  }
  function unfolded(place) {
    inSight.unobserve(place);
    return unfolders.delete(place);
  }

  // --- findings, in the document or folded ---

  const items = [];            // {n, id, level, rule, form, at, used, hidden, element or null, chunk or null}
  const itemOf = new Map();    // number -> item
  const chunks = [];           // {place, text, items}
  const kHead = /<li class="finding [^"]*" id="([^"]*)" data-n="(\d+)" data-level="(\w+)" data-rule="([^"]*)" data-form="(\d+)"(?: data-at="([^"]*)")?(?: data-used="([^"]*)")?/g;
  function add(id, data, element, chunk) {
    const {n, level, rule, form, at, used} = data;
    const item = {id, n, level, rule, form, at, used, hidden: false, element, chunk};
    items.push(item);
    itemOf.set(n, item);
    return item;
  }
  for (const element of all('#findings .finding, #findings .folded')) {
    if (element.matches('.finding')) { add(element.id, element.dataset, element, null); continue; }
    const chunk = {place: element, text: element.firstElementChild.textContent, items: []};
    for (const [, id, n, level, rule, form, at, used] of chunk.text.matchAll(kHead)) chunk.items.push(add(id, {n, level, rule, form, at, used}, null, chunk));
    chunks.push(chunk);
    fold(element, () => unfold(chunk));
  }
  function unfold(chunk) {
    if (!unfolded(chunk.place)) return;
    const made = document.createElement('template');
    made.innerHTML = chunk.text;
    [...made.content.children].forEach((element, i) => {
      chunk.items[i].element = element;
      element.hidden = chunk.items[i].hidden;
    });
    chunk.place.replaceWith(made.content);
  }
  function elementOf(item) {
    if (!item.element) unfold(item.chunk);
    return item.element;
  }
  function textOf(item) {
    if (item.text === undefined && item.element) item.text = item.element.textContent.toLowerCase();
    if (item.text === undefined) {
      const named = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'"};
      item.chunk.text.split('<li class="finding').slice(1).forEach((html, i) => {
        item.chunk.items[i].text = html.replace(/^[^>]*>|<[^>]*>/g, ' ').replace(/&([a-z]+|#39);/g, (whole, name) => named[name] || whole).toLowerCase();
      });
    }
    return item.text;
  }

  const framesOf = new Map();  // number -> frames and used cells in the source; findings about one cell share its frame
  const shared = [];           // [frame, items] of frames with several numbers
  function takeFrames(place) {
    for (const frame of all('[data-n]', place)) {
      const numbers = frame.dataset.n.split(' ');
      for (const n of numbers) {
        const list = framesOf.get(n);
        if (list) list.push(frame); else framesOf.set(n, [frame]);
      }
      if (numbers.length > 1) shared.push([frame, numbers.map((n) => itemOf.get(n))]);
      else frame.classList.toggle('off', itemOf.get(numbers[0]).hidden);
    }
  }
  takeFrames(source);

  const foldsOf = new Map();   // number -> parts of the source that are still folded and hold frames of it
  const stretches = [];        // {first, last, place}: folded lines of a text source
  for (const place of all('.folded', source)) {
    const text = place.firstElementChild.textContent;
    for (const [, numbers] of text.matchAll(/ data-n="([0-9 ]+)"/g)) {
      for (const n of numbers.split(' ')) {
        const list = foldsOf.get(n);
        if (list) list.push(place); else foldsOf.set(n, [place]);
      }
    }
    if (place.dataset.lines) {
      const [first, last] = place.dataset.lines.split(' ').map(Number);
      stretches.push({first, last, place});
    }
    fold(place, () => {
      if (!unfolded(place)) return;
      place.innerHTML = text;
      place.classList.remove('folded');
      takeFrames(place);
      settleShared();
      if (isText) markTextCells();
      if (allUsed.checked) for (const item of items) if (item !== chosen) useText(item, !item.hidden);
    });
  }
  function unfoldSource(item) {
    for (const place of foldsOf.get(item.n) || []) unfolders.get(place)?.();
    for (const address of `${item.at || ''} ${item.used || ''}`.split(' ')) unfoldLine(parseInt(address, 10));
  }
  function unfoldLine(line) {
    for (const {first, last, place} of stretches) if (first <= line && line <= last) unfolders.get(place)?.();
  }
  const levels = all('input[name=level]');
  const rule = byId('rule'), form = byId('form'), search = byId('search'), allUsed = byId('all-used');
  let chosen = null;

  // Cells of a text source, from "12-5 13-5"; field 0 is the whole line.
  const textCells = (places) => (places || '').split(' ').map((place) => place && byId('at-' + place)).filter(Boolean);
  const framesOfItem = (item) => framesOf.get(item.n) || [];

  const kGravity = ['note', 'warning', 'error'];

  // A frame of several findings speaks for those that are shown.
  function settleShared() {
    for (const [frame, its] of shared) {
      const shown = its.filter((item) => !item.hidden);
      frame.classList.toggle('off', shown.length === 0);
      if (!shown.length) continue;
      const gravest = Math.max(...shown.map((item) => kGravity.indexOf(item.level)));
      kGravity.forEach((level, i) => frame.classList.toggle(level, i === gravest));
      const numbers = shown.map((item) => item.n);
      frame.querySelector('text').textContent = numbers[0] + (numbers.length === 2 ? ' ' + numbers[1] : numbers.length > 2 ? '…' : '');
    }
  }

  // Cells of a text source carry the levels of the findings that are shown.
  function markTextCells() {
    for (const item of items) for (const cell of textCells(item.at)) cell.classList.remove('marked', 'error', 'warning', 'note');
    for (const item of items) {
      if (!item.hidden) for (const cell of textCells(item.at)) cell.classList.add('marked', item.level);
    }
  }

  function mark(item, on) {
    const element = elementOf(item);
    unfoldSource(item);
    element.classList.toggle('on', on);
    if (on) element.setAttribute('aria-current', 'true'); else element.removeAttribute('aria-current');
    for (const frame of framesOfItem(item)) frame.classList.toggle('on', on);
    for (const cell of textCells(item.at)) cell.classList.toggle('on', on);
    if (!allUsed.checked) useText(item, on);
  }

  function useText(item, on) {
    for (const cell of textCells(item.used)) {
      cell.classList.toggle('used-cell', on);
      if (!cell.classList.contains('marked')) cell.classList.toggle(item.level, on);
    }
  }

  function addActions(item) {
    if (item.element.querySelector('.actions')) return;
    const line = document.createElement('p');
    line.className = 'actions';
    const button = (text, action) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.textContent = text;
      made.addEventListener('click', (event) => { event.stopPropagation(); action(); });
      line.append(made);
    };
    button('截图与摘录', () => openCrop(item));
    item.element.append(line);
  }

  // What a screen reader says of it.
  function spoken(item) {
    const part = (selector) => elementOf(item).querySelector(selector)?.textContent.trim() ?? '';
    return `第 ${item.n} 条，${part('.level')}：${part('.subject')}。${part('.message')}`;
  }

  // `where`: which halves to scroll so that it is seen.
  function choose(item, where) {
    if (chosen) mark(chosen, false);
    chosen = item;
    byId('said').textContent = item ? spoken(item) : '';
    if (!item) { history.replaceState(null, '', location.pathname + location.search); return; }
    mark(item, true);
    addActions(item);
    history.replaceState(null, '', '#' + encodeURIComponent(item.id));
    const place = framesOfItem(item).find((frame) => frame.matches('.frame')) || textCells(item.at)[0];
    if (where !== 'list' && place) place.scrollIntoView({block: 'center', inline: 'center'});
    if (where !== 'source') item.element.scrollIntoView({block: 'nearest'});
  }

  function shows(item) {
    const words = search.value.trim().toLowerCase();
    return levels.some((box) => box.checked && box.value === item.level) &&
        (!rule.value || rule.value === item.rule) && (!form.value || form.value === item.form) &&
        (!words || textOf(item).includes(words));
  }

  function filter() {
    let count = 0;
    const shownIn = new Set();
    for (const item of items) {
      const on = shows(item);
      if (item.hidden === on) {
        item.hidden = !on;
        if (item.element) item.element.hidden = !on;
        for (const frame of framesOfItem(item)) if (!frame.dataset.n.includes(' ')) frame.classList.toggle('off', !on);
      }
      if (on) { ++count; shownIn.add(item.form); }
    }
    for (const chunk of chunks) if (unfolders.has(chunk.place)) {
      const shown = chunk.items.filter((item) => !item.hidden).length;
      chunk.place.hidden = shown === 0;
      chunk.place.style.height = 12 * shown + 'rem';  // about what they will take
    }
    settleShared();
    if (isText) markTextCells();
    const narrowed = rule.value || form.value || search.value.trim();
    for (const section of all('.form')) section.hidden = narrowed && !shownIn.has(section.dataset.form) && section.dataset.form !== form.value;
    byId('shown').textContent = '显示 ' + count + ' / ' + items.length + ' 条';
    if (chosen && chosen.hidden) choose(null);
  }

  function step(by) {
    const shown = items.filter((item) => !item.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(chosen);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by));
    choose(shown[next], 'both');
    chosen.element.querySelector('.number').focus({preventScroll: true});  // Tab goes on from here
  }

  function reveal(item) {
    if (!item.hidden) return;
    for (const box of levels) if (box.value === item.level) box.checked = true;
    if (!shows(item)) { rule.value = ''; form.value = ''; search.value = ''; }
    filter();
  }

  function chooseByAddress() {
    let id = '';
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const item = id && items.find((one) => one.id === id);
    if (item) { reveal(item); choose(item, 'both'); }
    else if (/^at-\d/.test(id)) { unfoldLine(parseInt(id.slice(3), 10)); byId(id)?.scrollIntoView({block: 'center'}); }
  }

  // --- cut out: the rows of the questioned cell and of those it was computed from, as wide as the page ---

  const kMargin = 14;  // points
  const kLongest = 420;  // points: taller than half a page says less, then only the questioned cell is cut

  function cutOut(item) {
    const frame = framesOfItem(item).find((one) => one.matches('.frame'));
    const sheet = frame && frame.closest('.sheet');
    const image = sheet && sheet.querySelector('img');
    if (!image || !image.complete || !image.naturalWidth) return null;
    const svg = frame.closest('svg');
    const page = svg.viewBox.baseVal;
    const box = frame.querySelector('.box').getBBox();
    const used = framesOfItem(item).find((one) => one.matches('path.used') && one.closest('.sheet') === sheet);
    let top = box.y, bottom = box.y + box.height;
    if (used) {
      const shown = used.classList.contains('on');
      used.classList.add('on');
      const more = used.getBBox();
      used.classList.toggle('on', shown);
      const high = Math.min(top, more.y), low = Math.max(bottom, more.y + more.height);
      if (low - high <= kLongest) { top = high; bottom = low; }
    }
    top = Math.max(0, top - kMargin);
    bottom = Math.min(page.height, bottom + kMargin);
    const scale = image.naturalWidth / page.width;
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = Math.max(1, Math.round((bottom - top) * scale));
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, -top * scale);
    pen.scale(scale, scale);
    pen.translate(0, -top);
    pen.strokeStyle = getComputedStyle(item.element).getPropertyValue('--tone').trim() || '#b3261e';
    pen.lineWidth = 2 / scale * 1.2;
    pen.strokeRect(box.x, box.y, box.width, box.height);
    if (used) { pen.setLineDash([6 / scale, 4 / scale]); pen.stroke(new Path2D(used.getAttribute('d'))); }
    return canvas;
  }

  function excerpt(item) {
    const text = (selector) => { const found = item.element.querySelector(selector); return found ? found.textContent.trim() : ''; };
    const lines = [document.querySelector('h1').textContent];
    const section = item.element.closest('.form');
    if (section) lines.push(section.querySelector('h2').textContent);
    lines.push(text('.level') + '：' + text('.subject'), text('.message'));
    for (const term of all('dt', item.element)) lines.push(term.textContent + '：' + term.nextElementSibling.textContent);
    return lines.join('\n');
  }

  let pictureUrl = '';
  function openCrop(item) {
    choose(item, 'source');
    const canvas = cutOut(item);
    byId('crop-view').replaceChildren(...(canvas ? [canvas] : []));
    byId('crop-text').textContent = excerpt(item);
    byId('crop-said').textContent = '';
    for (const id of ['crop-copy', 'crop-save']) byId(id).hidden = !canvas;
    if (canvas) canvas.toBlob((blob) => {
      URL.revokeObjectURL(pictureUrl);
      pictureUrl = URL.createObjectURL(blob);
      byId('crop-save').href = pictureUrl;
      byId('crop-save').download = item.id + '.png';
    });
    byId('crop').showModal();
  }

  const said = (promise) => promise.then(() => '已复制。', () => '浏览器不允许复制，请另存或手动选取。')
      .then((text) => { byId('crop-said').textContent = text; });
  byId('crop-copy').addEventListener('click', () => {
    const canvas = byId('crop-view').firstChild;
    said(new Promise((done, failed) => canvas.toBlob((blob) => {
      try { navigator.clipboard.write([new ClipboardItem({'image/png': blob})]).then(done, failed); } catch (error) { failed(error); }
    })));
  });
  byId('crop-copy-text').addEventListener('click', () => {
    said(new Promise((done, failed) => {
      try { navigator.clipboard.writeText(byId('crop-text').textContent).then(done, failed); } catch (error) { failed(error); }
    }));
  });
  byId('crop-close').addEventListener('click', () => byId('crop').close());
  byId('help-button').addEventListener('click', () => byId('help').showModal());

  // --- events ---

  document.addEventListener('click', (event) => {
    const frame = event.target.closest('#source .frame');
    if (frame) {
      event.preventDefault();
      // Again and again: one finding of the cell after the other.
      const its = frame.dataset.n.split(' ').map((n) => itemOf.get(n)).filter((item) => !item.hidden);
      choose(its[(its.indexOf(chosen) + 1) % its.length], 'list');
      return;
    }
    const number = event.target.closest('.finding .number');
    if (number) event.preventDefault();
    const element = event.target.closest('.finding');
    const item = element && itemOf.get(element.dataset.n);
    if (item && (number || !event.target.closest('a, button')) && !String(getSelection())) choose(item, 'source');
  });
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') {
      if (search.value) { search.value = ''; filter(); }
      document.activeElement.blur();
      choose(null);
      return;
    }
    if (event.target.matches('input[type=search], select')) return;
    if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else if (event.key === 'c' && chosen) openCrop(chosen);
    else if (event.key === '?') byId('help').showModal();
    else if (event.key === '/') search.focus();
    else return;
    event.preventDefault();
  });
  for (const control of [...levels, rule, form]) control.addEventListener('change', filter);
  search.addEventListener('input', filter);
  allUsed.addEventListener('change', () => {
    document.body.classList.toggle('show-used', allUsed.checked);
    for (const item of items) if (item !== chosen) useText(item, allUsed.checked && !item.hidden);
  });
  document.querySelector('.filters').addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', chooseByAddress);
  addEventListener('beforeprint', () => { for (const unfold of [...unfolders.values()]) unfold(); });

  // Notes are many and mostly explanations: they wait until they are asked for, unless there is nothing else.
  const counts = (level) => items.some((item) => item.level === level);
  if (counts('error') || counts('warning')) for (const box of levels) if (box.value === 'note') box.checked = false;
  filter();
  chooseByAddress();
  document.documentElement.dataset.ready = 'yes';
})();
