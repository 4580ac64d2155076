// Makes pages more comfortable. Every one of them works without it.
(() => {
  'use strict';
  const all = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // What is wrong is read out first.
  all('[data-focus]', (element) => element.focus());

  // A form that is on its way is not sent twice by an impatient finger; if the line is lost it can be sent again.
  all('form', (form) => form.addEventListener('submit', (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    const buttons = form.querySelectorAll('button[type=submit], button:not([type])');
    buttons.forEach((button) => button.setAttribute('aria-disabled', 'true'));
    setTimeout(() => {
      delete form.dataset.sent;
      buttons.forEach((button) => button.removeAttribute('aria-disabled'));
    }, form.enctype === 'multipart/form-data' ? 60000 : 8000);
  }));

  // What has arrived, or is not wanted any more, is not offered once more. A path says of which pages; else it is all.
  const kept = (path, name) => 'tanggap ' + path + ' ' + name;
  const forget = (path) => {
    try {
      Object.keys(sessionStorage).filter((key) => key.startsWith('tanggap ' + path))
        .forEach((key) => sessionStorage.removeItem(key));
    } catch (_) {
      // nothing was kept
    }
  };
  all('[data-arrived]', (told) => forget(told.dataset.arrived.startsWith('/') ? told.dataset.arrived : ''));
  all('[data-forget]', () => forget(''));
  all('form[data-forgets]', (form) => form.addEventListener('submit', () => forget(form.dataset.forgets)));

  // What is typed survives a lost line and a closed page: in this tab only, until it has arrived. It is put in place of what it
  // was typed over, and of nothing else.
  all('textarea[data-keep], form[data-keep] :is([type=text], [type=email], [type=tel])', (field) => {
    const key = kept(field.dataset.keep || location.pathname, field.name);
    try {
      const { over, typed } = JSON.parse(sessionStorage.getItem(key)) || {};
      if (typed && over === field.value) {
        field.value = typed;
      }
      field.addEventListener('input', () => sessionStorage.setItem(key,
        JSON.stringify({ over: field.defaultValue, typed: field.value })));
    } catch (_) {
      // a browser that keeps nothing
    }
  });

  all('form[action="/keluar"]', (form) => form.addEventListener('submit', () => {
    try {
      sessionStorage.clear();
    } catch (_) {
      // nothing was kept
    }
  }));

  // In a list, while the focus is there: j and k, or the arrows, go from one to the next, and ? tells of them.
  all('[data-keys]', (list) => list.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || /^(input|select|textarea)$/i.test(event.target.tagName)) {
      return;
    }
    const links = [...list.querySelectorAll('[data-row]')];
    const at = links.findIndex((link) => link.closest('li').contains(event.target));
    const to = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (to && links[at + to]) {
      event.preventDefault();
      links[at + to].focus();
    } else if (event.key === '?') {
      const help = document.querySelector('#pintasan');
      help.open = true;
      help.querySelector('summary').focus();
    }
  }));

  // What only a script can do is offered only where one runs.
  all('[data-scripted]', (element) => { element.hidden = false; });
  all('[data-print]', (button) => button.addEventListener('click', () => window.print()));
  all('[data-copy]', (button) => button.addEventListener('click', () =>
    navigator.clipboard.writeText(button.dataset.copy).then(() => all('[data-copied-told]', (told) => {
      told.textContent = button.dataset.copied;
    }))));

  // A reporter's link carries code and secret behind the #, which browsers send to nobody: it is put into the form here.
  all('[data-open-link]', (form) => {
    const [code, secret] = decodeURIComponent(location.hash.slice(1)).split('/');
    if (code && secret) {
      history.replaceState(null, '', location.pathname);
      form.elements.code.value = code;
      form.elements.secret.value = secret;
      form.requestSubmit();
    }
  });

  // Where this device is: only when somebody asks for it.
  all('[data-place]', (place) => {
    if (!navigator.geolocation) {
      return;
    }
    const latitude = document.querySelector('[data-latitude]');
    const longitude = document.querySelector('[data-longitude]');
    const told = place.querySelector('[data-located]');
    const without = place.querySelector('[data-unlocate]');
    const show = (text) => {
      told.textContent = text;
      without.hidden = !latitude.value;
    };
    place.hidden = false;
    show(latitude.value ? place.dataset.found : '');
    place.querySelector('[data-locate]').addEventListener('click', () => {
      show(place.dataset.asking);
      navigator.geolocation.getCurrentPosition((position) => {
        latitude.value = position.coords.latitude.toFixed(5);
        longitude.value = position.coords.longitude.toFixed(5);
        show(place.dataset.found);
      }, () => show(place.dataset.lost), { timeout: 15000 });
    });
    without.addEventListener('click', () => {
      latitude.value = '';
      longitude.value = '';
      show('');
    });
  });

  // Offices are looked for while somebody types.
  all('[data-suggest]', (search) => {
    const list = document.querySelector('[data-suggestions]');
    let waiting;
    let asked = 0;
    search.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const mine = ++asked;
        const answer = await fetch(search.dataset.suggest + '?cari=' + encodeURIComponent(search.value),
          { headers: { Accept: 'text/html' } }).catch(() => null);
        if (answer && answer.ok && mine === asked) {
          const chosen = list.querySelector('input:checked');
          const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
          list.replaceChildren(...parsed.body.childNodes);
          list.querySelectorAll('input').forEach((input) => { input.checked = !!chosen && input.value === chosen.value; });
          all('[data-suggested]', (told) => {
            told.textContent = list.dataset.count + ' ' + list.querySelectorAll('input').length;
          });
        }
      }, 250);
    });
  });

  // In a long list of offices one is found by words of its name. What was chosen, and that nothing is, stay in the list.
  all('select[data-narrow]', (select) => {
    const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const options = [...select.options].map((option) => ({ option, in: option.parentNode, name: plain(option.text) }));
    if (options.length <= 20) {
      return;
    }
    const search = Object.assign(document.createElement('input'),
      { type: 'search', id: select.id + '-narrow', autocomplete: 'off' });
    const label = Object.assign(document.createElement('label'), { htmlFor: search.id, textContent: select.dataset.narrow });
    const told = Object.assign(document.createElement('span'), { className: 'hint', role: 'status' });
    label.className = 'narrowing';
    select.before(label, search, told);
    search.addEventListener('input', () => {
      const words = plain(search.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      const chosen = select.selectedOptions[0];
      const offices = options.filter((one) => one.option.value);
      const fitting = new Set(offices.filter((one) => words.every((word) => one.name.includes(word))));
      offices.forEach((one) => one.option.remove());
      offices.filter((one) => fitting.has(one) || one.option === chosen).forEach((one) => one.in.append(one.option));
      chosen.selected = true;
      told.textContent = words.length ? select.dataset.narrowed + ' ' + fitting.size : '';
    });
    search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === 'ArrowDown') {
        event.preventDefault();
        select.focus();
      }
    });
  });

  // What is recorded from now on is put at the end of the list, for as long as somebody wants to follow it.
  all('[data-follow-switch]', (button) => {
    const list = document.querySelector('[data-events]');
    const told = document.querySelector('[data-follow-told]');
    let source = null;
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', String(!source));
      if (source) {
        source.close();
        source = null;
        told.textContent = told.dataset.off;
        return;
      }
      source = new EventSource(list.dataset.follow);
      source.onopen = () => { told.textContent = told.dataset.on; };
      source.onerror = () => { told.textContent = told.dataset.lost; };
      source.addEventListener('event', (event) => {
        const item = new DOMParser().parseFromString(event.data, 'text/html').body.firstElementChild;
        if (item && !document.getElementById(item.id)) {
          item.classList.add('fresh');
          list.append(item);
        }
      });
    });
  });

  // Who signs out leaves nothing on this device: what was not sent or handed over yet is gone then, so it is asked first.
  all('form[action="/keluar"]', (form) => form.addEventListener('submit', (event) => {
    let left = 0;
    try {
      left = Number(localStorage.getItem('tanggap-meja'));
    } catch (_) {
      // a browser that keeps nothing
    }
    if (left > 0 && !window.confirm(form.dataset.unsent)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (window.indexedDB) {
      indexedDB.deleteDatabase('tanggap-meja');
    }
  }, true));

  // Figures that change while somebody looks at them are read again: the whole part of the page, a little later, and once for
  // many changes. What was unfolded stays so, and whoever is in it stays where they are.
  all('[data-live]', (part) => {
    if (!window.EventSource) {
      return;
    }
    const places = () => [...part.querySelectorAll('a, summary, [tabindex]')];
    const folds = () => [...part.querySelectorAll('details')];
    let first = true;
    let waiting;
    const again = async () => {
      waiting = undefined;
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
      const anew = answer && answer.ok
        && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-live]');
      if (!anew) {
        return;
      }
      const open = folds().map((fold) => fold.open);
      const at = places().indexOf(document.activeElement);
      part.replaceChildren(...anew.childNodes);
      folds().forEach((fold, i) => { fold.open = !!open[i]; });
      if (at >= 0 && places()[at]) {
        places()[at].focus({ preventScroll: true });
      }
      all('[data-live-told]', (told) => { told.textContent = part.dataset.liveSaid; });
    };
    new EventSource(part.dataset.liveFrom).addEventListener('scorecard', () => {
      if (!first && !waiting) {
        waiting = setTimeout(again, 2000);
      }
      first = false;
    });
  });
})();
