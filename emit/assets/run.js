'use strict';
// The table of a run: sorted, filtered and shown page by page. The filter stands in the address (#unit=3&rate=90..91),
// so that the pictures' marks are plain links and a view can be sent to someone.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const kPageRows = 100;
  const [REPORT, FORM, UNIT, YEAR, PROJECT, MONEY, BUDGET, EXECUTED, RATE, SCORE, GRADE, ERRORS, WARNINGS, NOTES, RULES] =
      Array.from({length: 15}, (_, i) => i);
  const text = (index) => ({of: (row) => row[index], text: true});
  const number = (index) => ({of: (row) => row[index] === '' ? null : Number(row[index])});
  const columns = [
    {title: '单位', key: {of: (row) => data.units[row[UNIT]], text: true}},
    {title: '项目', key: text(PROJECT)},
    {title: '年度', key: number(YEAR), figure: true},
    {title: '全年预算', key: number(BUDGET), figure: true},
    {title: '全年执行', key: number(EXECUTED), figure: true},
    {title: '执行率 %', key: number(RATE), figure: true},
    {title: '总分', key: number(SCORE), figure: true},
    {title: '等次', key: text(GRADE)},
    {title: '错误', key: number(ERRORS), figure: true},
    {title: '警告', key: number(WARNINGS), figure: true},
    {title: '提示', key: number(NOTES), figure: true},
    {title: '文件', key: {of: (row) => data.reports[row[REPORT]], text: true}},
  ];
  const controls = {unit: byId('unit'), year: byId('year'), rule: byId('rule'), level: byId('level'), search: byId('search')};
  const ranges = {rate: {name: '执行率', index: RATE, value: ''}, score: {name: '总分', index: SCORE, value: ''}};
  let sorted = {column: -1, down: false};
  let shown = data.rows;
  let page = 0;

  const href = (row) => (data.odd[row[REPORT]] ||
      './' + (data.reports[row[REPORT]] + data.suffix).split('/').map(encodeURIComponent).join('/')) + '#form-' + row[FORM];

  function options(select, entries) {
    for (const [value, label] of entries) select.append(new Option(label, value));
  }
  const collator = new Intl.Collator('zh-CN', {numeric: true});
  const named = (names) => names.map((name, i) => [i, name]).sort((a, b) => collator.compare(a[1], b[1]));
  options(controls.unit, named(data.units));
  options(controls.rule, named(data.rules));
  options(controls.year, [...new Set(data.rows.map((row) => row[YEAR]))].sort().map((year) => [year, year || '不明']));

  // "90..91" both ends included, either may be missing.
  function rangeTest(range) {
    const [low, high] = range.value.split('..');
    return (row) => row[range.index] !== '' && (!low || Number(row[range.index]) >= Number(low)) &&
        (!high || Number(row[range.index]) <= Number(high));
  }

  function tests() {
    const list = [];
    const {unit, year, rule, level, search} = controls;
    if (unit.value) list.push((row) => row[UNIT] === Number(unit.value));
    if (year.value) list.push((row) => row[YEAR] === Number(year.value));
    if (rule.value) list.push((row) => row[RULES].includes(Number(rule.value)));
    if (level.value === 'error') list.push((row) => row[ERRORS] > 0);
    if (level.value === 'warning') list.push((row) => row[ERRORS] + row[WARNINGS] > 0);
    if (level.value === 'none') list.push((row) => row[ERRORS] + row[WARNINGS] === 0);
    for (const range of Object.values(ranges)) if (range.value) list.push(rangeTest(range));
    const words = search.value.trim().toLowerCase();
    if (words) list.push((row) => (row[PROJECT] + '\n' + data.units[row[UNIT]] + '\n' + data.reports[row[REPORT]]).toLowerCase().includes(words));
    return list;
  }

  function sort() {
    if (sorted.column < 0) return;
    const {of, text: isText} = columns[sorted.column].key;
    const sign = sorted.down ? -1 : 1;
    const keyed = shown.map((row) => [of(row), row]);
    // Rows without a figure stand last either way.
    keyed.sort((a, b) => a[0] === null || b[0] === null ? (a[0] === null) - (b[0] === null)
        : sign * (isText ? (a[0] === b[0] ? 0 : collator.compare(a[0], b[0])) : a[0] - b[0]));
    shown = keyed.map((pair) => pair[1]);
  }

  function cell(content, className) {
    const made = document.createElement('td');
    if (className) made.className = className;
    made.append(content);
    return made;
  }

  function rowElement(row) {
    const line = document.createElement('tr');
    const link = document.createElement('a');
    link.href = href(row);
    link.textContent = row[PROJECT] || '（项目名称不明）';
    const count = (index, name) => cell(String(row[index] || ''), 'figure' + (row[index] ? ' ' + name : ''));
    const money = (index) => cell(row[index] ? row[index] + ' ' + row[MONEY] : '', 'figure');
    line.append(cell(data.units[row[UNIT]]), cell(link), cell(String(row[YEAR] || ''), 'figure'), money(BUDGET), money(EXECUTED),
        cell(row[RATE], 'figure'), cell(row[SCORE], 'figure'), cell(row[GRADE]), count(ERRORS, 'error'),
        count(WARNINGS, 'warning'), count(NOTES, 'note'), cell(data.reports[row[REPORT]]));
    return line;
  }

  function draw() {
    const pages = Math.max(1, Math.ceil(shown.length / kPageRows));
    page = Math.min(Math.max(0, page), pages - 1);
    byId('rows').replaceChildren(...shown.slice(page * kPageRows, (page + 1) * kPageRows).map(rowElement));
    byId('page').textContent = '第 ' + (page + 1) + ' / ' + pages + ' 页';
    byId('shown').textContent = shown.length + ' / ' + data.rows.length + ' 张表';
    for (const [id, off] of [['first', page === 0], ['back', page === 0], ['on', page === pages - 1], ['last', page === pages - 1]])
      byId(id).disabled = off;
  }

  function apply() {
    const list = tests();
    shown = list.length ? data.rows.filter((row) => list.every((test) => test(row))) : data.rows;
    sort();
    page = 0;
    byId('ranges').replaceChildren(...Object.values(ranges).filter((range) => range.value).map((range) => {
      const chip = document.createElement('button');
      chip.type = 'button';
      chip.textContent = range.name + ' ' + range.value.replace('..', ' 至 ') + ' ✕';
      chip.addEventListener('click', () => { range.value = ''; changed(); });
      return chip;
    }));
    draw();
  }

  function address() {
    const parts = new URLSearchParams();
    for (const [name, control] of Object.entries(controls)) if (control.value) parts.set(name, control.value);
    for (const [name, range] of Object.entries(ranges)) if (range.value) parts.set(name, range.value);
    return String(parts);
  }

  function changed() {
    const parts = address();
    history.replaceState(null, '', parts ? '#' + parts : location.pathname + location.search);
    apply();
  }

  function readAddress() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes('=')) return false;  // a place on the page
    const parts = new URLSearchParams(hash);
    for (const [name, control] of Object.entries(controls)) control.value = parts.get(name) || '';
    for (const [name, range] of Object.entries(ranges)) range.value = /^[0-9.]*$/.test(parts.get(name) || '') ? parts.get(name) || '' : '';
    apply();
    return Boolean(hash);
  }

  columns.forEach((column, i) => {
    const head = document.createElement('th');
    head.scope = 'col';
    if (column.figure) head.className = 'figure';
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = column.title;
    button.addEventListener('click', () => {
      sorted = {column: i, down: sorted.column === i ? !sorted.down : Boolean(column.figure)};
      [...byId('heads').children].forEach((other, k) => {
        if (k === i) other.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending'); else other.removeAttribute('aria-sort');
        other.firstChild.textContent = columns[k].title + (k === i ? (sorted.down ? ' ▼' : ' ▲') : '');
      });
      sort();
      page = 0;
      draw();
    });
    head.append(button);
    byId('heads').append(head);
  });
  for (const control of Object.values(controls)) control.addEventListener(control === controls.search ? 'input' : 'change', changed);
  byId('clear').addEventListener('click', () => {
    for (const control of Object.values(controls)) control.value = '';
    for (const range of Object.values(ranges)) range.value = '';
    changed();
  });
  const turn = {first: () => 0, back: () => page - 1, on: () => page + 1, last: () => Infinity};
  for (const [id, to] of Object.entries(turn)) byId(id).addEventListener('click', () => { page = to(); draw(); });
  document.querySelector('.filters').addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', () => { if (readAddress()) byId('forms').scrollIntoView(); });
  addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches('input, select')) {
      controls.search.focus();
      event.preventDefault();
    } else if (event.key === 'Escape' && event.target === controls.search) {
      controls.search.value = '';
      changed();
    }
  });
  if (readAddress()) byId('forms').scrollIntoView();
  if (!byId('rows').firstChild) apply();
  document.documentElement.dataset.ready = 'yes';
})();
