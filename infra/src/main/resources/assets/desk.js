// The assisted desk without a line. What is taken down is kept on this device, sealed under a key that no script can read out, and
// sent when there is a line: each entry under a key of its own that it keeps for good, so that it is one report however often it is
// sent. Where a browser cannot do this the form is sent as any other.
(() => {
  'use strict';
  const desk = document.querySelector('[data-desk]');
  if (!desk || !window.isSecureContext || !window.indexedDB || !window.crypto || !crypto.subtle) {
    return;
  }
  const form = desk.querySelector('form[data-entry]');
  const queue = desk.querySelector('[data-queue]');
  const told = desk.querySelector('[data-told]');
  const template = desk.querySelector('template');
  const words = desk.dataset;
  const RETRY = 20000;
  const PATIENCE = 30000;

  // --- what is kept on this device ---
  const promised = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const opening = (() => {
    const request = indexedDB.open('tanggap-meja', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('meta');
      request.result.createObjectStore('entries', { keyPath: 'id' });
    };
    return promised(request);
  })();
  const store = async (name, mode, act) => {
    const transaction = (await opening).transaction(name, mode, { durability: 'strict' });
    const result = act(transaction.objectStore(name));
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    const value = result ? await promised(result) : undefined;
    await done;
    return value;
  };
  const meta = (name) => store('meta', 'readonly', (all) => all.get(name));
  const note = (name, value) => store('meta', 'readwrite', (all) => all.put(value, name));

  const key = async () => {
    const kept = await meta('key');
    if (kept) {
      return kept;
    }
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    // another tab may have made one meanwhile: the first counts
    await store('meta', 'readwrite', (all) => { all.add(made, 'key').onerror = (event) => event.preventDefault(); });
    return meta('key');
  };
  const bytes = (text) => new TextEncoder().encode(text);
  const sealed = async (id, content) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes(id) }, await key(),
      bytes(JSON.stringify(content)));
    return { iv, data };
  };
  const opened = async (entry) => JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: entry.sealed.iv, additionalData: bytes(entry.id) }, await key(), entry.sealed.data)));
  const all = async () => (await store('entries', 'readonly', (some) => some.getAll()))
    .sort((a, b) => a.writtenAt - b.writtenAt);
  const put = async (entry, content) => {
    entry.sealed = await sealed(entry.id, content);
    await store('entries', 'readwrite', (some) => some.put(entry));
    await show();
  };
  const remove = async (entry) => {
    await store('entries', 'readwrite', (some) => some.delete(entry.id));
    await show();
  };

  // --- the form ---
  let correcting = null;
  const fields = () => Object.fromEntries([...new FormData(form)].filter(([name]) => name[0] !== '_' && name !== 'key'));
  const fill = (values) => {
    form.reset();
    Object.entries(values).forEach(([name, value]) => {
      const field = form.elements[name];
      if (field) {
        field.value = value;
      }
    });
    adapt();
  };
  /** What is needed depends on what is chosen. */
  const adapt = () => {
    const named = form.elements.identity.value !== 'ANONYMOUS';
    desk.querySelector('[data-named]').hidden = !named;
    form.elements.name.required = named;
    const spoken = form.elements.manner.value === 'SPOKEN';
    desk.querySelector('[data-spoken]').hidden = !spoken;
    form.elements.witness.required = spoken;
  };
  const said = (text) => (text && text.trim() ? text.trim() : undefined);
  const body = (entry, form) => JSON.stringify({
    title: form.title, narrative: form.narrative, category: form.category, officeId: said(form.office),
    location: said(form.address) && { address: said(form.address) }, identity: form.identity,
    reporter: form.identity === 'ANONYMOUS' ? undefined
      : { name: form.name, email: said(form.email), phone: said(form.phone) },
    channel: 'DESK', classification: form.kind, oversight: form.kind === 'OVERSIGHT_COMPLAINT',
    // what waited was submitted when it was taken down
    occurredAt: entry.clockDoubted || Date.now() - entry.writtenAt < 60000 ? undefined : new Date(entry.writtenAt).toISOString(),
    consent: {
      manner: form.manner, wording: form.wording, by: form.identity === 'ANONYMOUS' ? undefined : said(form.by),
      witness: form.manner === 'SPOKEN' ? said(form.witness) : undefined,
    },
  });
  const slip = (id) => 'MB-' + new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(2, 10)
    .replace(/-/g, '') + '-'
    + id.replace(/-/g, '').slice(0, 6).toUpperCase();

  form.addEventListener('change', adapt);
  // before the listener that keeps forms from being sent twice: this one is not sent at all
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    adapt();
    if (!form.reportValidity()) {
      return;
    }
    if (saving) {
      // an impatient finger
      return;
    }
    saving = true;
    try {
      await save();
    } finally {
      saving = false;
    }
  }, true);

  let saving = false;
  const save = async () => {
    const owner = await meta('owner');
    if (!owner) {
      told.textContent = words.never;
      return;
    }
    const kept = await exclusively(() => keep(owner));
    if (!kept) {
      told.textContent = words.gone;
      return;
    }
    correcting = null;
    form.reset();
    adapt();
    told.textContent = words.kept.replace('{0}', kept.slip);
    queue.querySelector('h2').focus();
    send();
  };

  /** What the form says, as a new entry or in place of the one that is corrected; nothing if that has left meanwhile. */
  const keep = async (owner) => {
    if (!correcting) {
      const id = crypto.randomUUID();
      const entry = { id, owner, slip: slip(id), writtenAt: Date.now(), state: 'WAITING' };
      await put(entry, { key: crypto.randomUUID(), form: fields() });
      return entry;
    }
    const entry = (await all()).find((one) => one.id === correcting.id);
    if (!entry || !isOpen(entry)) {
      return null;
    }
    // it is still the same entry, under the same key
    const before = await opened(entry);
    entry.state = 'WAITING';
    entry.tried = false;
    await put(entry, { key: before.key, form: fields() });
    return entry;
  };

  /** Whether it certainly has not arrived. What may have is not changed or thrown away any more. */
  const isOpen = (entry) => entry.state === 'REFUSED' || entry.state !== 'DONE' && !entry.tried;

  // --- sending ---
  /** One after another, in all tabs. */
  const exclusively = (act) => (navigator.locks ? navigator.locks.request('tanggap-meja', act) : act());
  const json = { Accept: 'application/json', 'Accept-Language': document.documentElement.lang };
  const patience = () => (AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined);
  const session = async () => {
    const answer = await fetch('/api/v1/session', { headers: json, cache: 'no-store',
      signal: patience() }).catch(() => null);
    return answer && (answer.ok || answer.status === 401) ? { signedIn: answer.ok, ...(answer.ok ? await answer.json() : {}) } : null;
  };

  /** @return whether it makes sense to go on with the next */
  const sendOne = async (entry, who) => {
    const content = await opened(entry);
    if (!content.body) {
      // from here on it may have arrived: it is sent again as it is, or not at all
      content.body = body(entry, content.form);
    }
    entry.state = 'SENDING';
    entry.tried = true;
    await put(entry, content);
    const answer = await fetch('/api/v1/complaints', { method: 'POST', body: content.body,
      signal: patience(), headers: { ...json,
      'Content-Type': 'application/json', 'Idempotency-Key': content.key, 'X-CSRF-TOKEN': who.csrf } }).catch(() => null);
    const result = answer && await answer.json().catch(() => null);
    if (answer && answer.status === 201 && result) {
      // what was written is not needed here any more: only what is to be handed over
      entry.state = 'DONE';
      await put(entry, { code: result.trackingCode, secret: result.secret, link: result.link });
      return true;
    }
    if (!answer || !result || answer.status >= 500 || answer.status === 429 || answer.status === 408
      || result.code === 'CSRF_TOKEN_WRONG') {
      entry.state = 'WAITING';
      await put(entry, content);
      return false;
    }
    if (answer.status === 401) {
      entry.state = 'SIGN_IN';
      await put(entry, content);
      return false;
    }
    if (result.code === 'OCCURRED_IN_THE_FUTURE' && !entry.clockDoubted) {
      // this device's clock is ahead: then the moment of arrival counts
      entry.clockDoubted = true;
    } else {
      entry.state = 'REFUSED';
    }
    // a refusal wrote nothing: what was written may be changed and sent under the same key
    delete content.body;
    content.problem = [result.detail, ...(result.errors || []).map((one) => one.detail)].filter(Boolean).join(' ');
    if (entry.state !== 'REFUSED') {
      entry.state = 'WAITING';
      await put(entry, content);
      return sendOne(entry, who);
    }
    await put(entry, content);
    return true;
  };

  const send = () => exclusively(async () => {
    const waiting = (await all()).filter((entry) => entry.state !== 'DONE' && entry.state !== 'REFUSED');
    const who = await session();
    line(who !== null);
    if (who && who.signedIn) {
      await note('owner', who.account);
    }
    for (const entry of waiting) {
      if (!who || !who.signedIn) {
        entry.state = who ? 'SIGN_IN' : 'WAITING';
        await store('entries', 'readwrite', (some) => some.put(entry));
      } else if (entry.owner === who.account && !await sendOne(entry, who)) {
        break;
      }
    }
    await show();
  });

  const line = (there) => {
    desk.querySelector('[data-online]').hidden = !there;
    desk.querySelector('[data-offline]').hidden = there;
  };

  // --- what is shown ---
  const show = async () => {
    const entries = await all();
    try {
      // for whoever signs out on another page
      localStorage.setItem('tanggap-meja', String(entries.length));
    } catch (_) {
      // then nobody is warned
    }
    const me = await meta('owner');
    const items = await Promise.all(entries.map((entry) => item(entry, me)));
    queue.querySelector('[data-none]').hidden = items.length > 0;
    queue.querySelector('ol').replaceChildren(...items);
  };
  const item = async (entry, me) => {
    const element = template.content.firstElementChild.cloneNode(true);
    // what somebody else took down here is not for whoever signed in since
    const state = entry.owner === me ? entry.state : 'OTHER';
    const content = state === 'OTHER' ? {} : await opened(entry).catch(() => ({}));
    const text = (name, value) => element.querySelectorAll('[data-' + name + ']').forEach((part) => { part.textContent = value; });
    element.dataset.entryId = entry.id;
    element.dataset.state = state;
    element.querySelectorAll('[data-for]').forEach((part) => { part.hidden = !part.dataset.for.split(' ').includes(state); });
    text('slip', entry.slip);
    text('title', content.form ? content.form.title : '');
    text('when', new Date(entry.writtenAt).toLocaleString(document.documentElement.lang));
    text('owner', entry.owner);
    text('problem', content.problem || '');
    text('code', content.code || '');
    text('secret', content.secret || '');
    text('link', content.link || '');
    element.querySelectorAll('[data-open]').forEach((part) => { part.hidden = state === 'OTHER' || !isOpen(entry); });
    const on = (name, act) => element.querySelectorAll('[data-' + name + ']').forEach((button) =>
      button.addEventListener('click', act));
    on('correct', () => {
      correcting = entry;
      fill(content.form);
      form.elements.title.focus();
    });
    on('discard', () => window.confirm(words.discard.replace('{0}', entry.slip)) && exclusively(async () => {
      const now = (await all()).find((one) => one.id === entry.id);
      if (now && isOpen(now)) {
        await remove(now);
      }
    }));
    on('handed', () => window.confirm(words.handed.replace('{0}', entry.slip)) && remove(entry));
    on('print', () => {
      queue.querySelectorAll('li').forEach((other) => other.classList.toggle('printed', other === element));
      window.print();
    });
    if (state === 'DONE') {
      drawn(content).then((image) => image && element.querySelector('[data-qr]').append(image));
    }
    return element;
  };
  const images = new Map();
  const drawn = async (content) => {
    if (images.has(content.code)) {
      return images.get(content.code);
    }
    const answer = await fetch('/api/v1/tracking/qr-code', { method: 'POST', headers: { 'Content-Type': 'application/json',
      'X-CSRF-TOKEN': (await session() || {}).csrf || '' },
      body: JSON.stringify({ trackingCode: content.code, secret: content.secret }) }).catch(() => null);
    if (!answer || !answer.ok) {
      return null;
    }
    const image = new Image();
    image.alt = words.qr;
    image.src = 'data:image/svg+xml,' + encodeURIComponent(await answer.text());
    images.set(content.code, image);
    return image;
  };

  queue.querySelector('[data-send]').addEventListener('click', send);
  window.addEventListener('online', send);
  window.addEventListener('offline', () => line(false));
  document.addEventListener('visibilitychange', () => document.hidden || send());
  // only as long as something waits: a page that is merely open keeps nobody signed in
  setInterval(async () => (await all()).some((entry) => entry.state !== 'DONE' && entry.state !== 'REFUSED') && send(), RETRY);
  desk.querySelectorAll('[data-scripted-desk]').forEach((element) => { element.hidden = false; });
  desk.querySelectorAll('[data-unscripted-desk]').forEach((element) => { element.hidden = true; });
  adapt();
  show().then(send);
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register('/meja-bantu/pekerja.js', { scope: '/meja-bantu' }).catch(() => {});
    navigator.serviceWorker.ready.then(() => { desk.dataset.ready = 'yes'; });
  }
})();
