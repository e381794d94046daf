// Drives Chromium through the DevTools protocol over a pipe: no package, no port.
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const kPrograms = [process.env.HEBIAO_CHROMIUM, '/usr/lib/chromium/chromium', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function findChromium() {
  return kPrograms.find((program) => program && existsSync(program));
}

export class Browser {
  static async start(program) {
    const browser = new Browser();
    browser.profile = mkdtempSync(join(tmpdir(), 'hebiao-browser-'));
    browser.process = spawn(program, [
      '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--mute-audio',
      '--disable-background-networking', '--disable-component-update', '--disable-default-apps', '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND', '--remote-debugging-pipe', '--user-data-dir=' + browser.profile, 'about:blank',
    ], {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
    const pipe = browser.process.stdio[4];
    let rest = '';
    pipe.setEncoding('utf8');
    pipe.on('data', (chunk) => {
      const parts = (rest + chunk).split('\0');
      rest = parts.pop();
      for (const part of parts) browser.receive(JSON.parse(part));
    });
    await browser.send('Browser.getVersion');
    return browser;
  }

  lastId = 0;
  waiting = new Map();
  pages = new Map();  // session -> Page

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.lastId;
    this.process.stdio[3].write(JSON.stringify({id, method, params, sessionId}) + '\0');
    return new Promise((done, failed) => this.waiting.set(id, {done, failed, method}));
  }

  receive(message) {
    if (message.id) {
      const {done, failed, method} = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) failed(new Error(method + ': ' + message.error.message)); else done(message.result);
      return;
    }
    this.pages.get(message.sessionId)?.event(message.method, message.params);
  }

  async open(url, {width = 1280, height = 800} = {}) {
    const {targetId} = await this.send('Target.createTarget', {url: 'about:blank'});
    const {sessionId} = await this.send('Target.attachToTarget', {targetId, flatten: true});
    const page = new Page(this, targetId, sessionId);
    this.pages.set(sessionId, page);
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await page.send(domain + '.enable');
    await page.send('Performance.enable', {timeDomain: 'threadTicks'});
    await page.send('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor: 1, mobile: false});
    await page.go(url);
    return page;
  }

  async stop() {
    const ended = new Promise((done) => this.process.on('exit', done));
    this.send('Browser.close').catch(() => {});
    await ended;
    rmSync(this.profile, {recursive: true, force: true, maxRetries: 5});
  }
}

export class Page {
  complaints = [];  // what the console said, exceptions, refusals of the security policy
  requests = [];    // addresses asked for

  constructor(browser, targetId, sessionId) {
    Object.assign(this, {browser, targetId, sessionId});
  }

  send(method, params) {
    return this.browser.send(method, params, this.sessionId);
  }

  event(method, params) {
    if (method === 'Network.requestWillBeSent') this.requests.push(params.request.url);
    if (method === 'Runtime.exceptionThrown') this.complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === 'Runtime.consoleAPICalled') this.complaints.push('console.' + params.type);
    if (method === 'Log.entryAdded') this.complaints.push(params.entry.text);
    if (method === 'Page.loadEventFired') this.loaded?.();
  }

  async go(url) {
    const loaded = new Promise((done) => { this.loaded = done; });
    await this.send('Page.navigate', {url});
    await loaded;
  }

  // Runs `action` (a function that knows nothing of this file) in the page; its result comes back as JSON.
  async run(action, ...values) {
    const expression = `(${action})(${values.map((value) => JSON.stringify(value)).join(', ')})`;
    const {result, exceptionDetails} = await this.send('Runtime.evaluate', {expression, returnByValue: true, awaitPromise: true});
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async press(key) {
    const text = key.length === 1 ? key : undefined;
    await this.send('Input.dispatchKeyEvent', {type: 'keyDown', key, text});
    await this.send('Input.dispatchKeyEvent', {type: 'keyUp', key});
  }

  async type(text) {
    await this.send('Input.insertText', {text});
  }

  async click(selector) {
    const {x, y} = await this.run((wanted) => {
      const element = document.querySelector(wanted);
      element.scrollIntoView({block: 'center'});
      const {left, top, width, height} = element.getBoundingClientRect();
      return {x: left + width / 2, y: top + height / 2};
    }, selector);
    for (const type of ['mousePressed', 'mouseReleased']) await this.send('Input.dispatchMouseEvent', {type, x, y, button: 'left', clickCount: 1});
  }

  // Milliseconds of CPU that the page's main thread has worked: unlike the clock, much the same on a busy machine.
  async work() {
    const {metrics} = await this.send('Performance.getMetrics');
    return 1000 * metrics.find((metric) => metric.name === 'TaskDuration').value;
  }

  async screenshot() {
    const {data} = await this.send('Page.captureScreenshot', {format: 'png'});
    return Buffer.from(data, 'base64');
  }

  async close() {
    this.browser.pages.delete(this.sessionId);
    await this.browser.send('Target.closeTarget', {targetId: this.targetId});
  }
}
