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
    }, 8000);
  }));

  // Long texts survive a lost line and a closed page: in this tab only, until they have arrived.
  all('textarea[data-keep]', (area) => {
    const key = 'tanggap ' + location.pathname + ' ' + area.name;
    try {
      const kept = sessionStorage.getItem(key);
      if (kept && !area.value) {
        area.value = kept;
      }
      area.addEventListener('input', () => sessionStorage.setItem(key, area.value));
    } catch (_) {
      // a browser that keeps nothing
    }
  });
  all('[data-forget]', () => {
    try {
      sessionStorage.clear();
    } catch (_) {
      // nothing was kept
    }
  });
})();
