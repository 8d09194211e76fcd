/* Play the quizzes of a lesson: choose, check, hints, solution, score; by mouse and by keyboard.

   The HTML is that of editor/markdown/render.py and reads well without this file. One file for
   two places: the preview runs it in a world of its own, an exported page as its only script.
   Nothing is sent anywhere. `coursefolk-answer` events tell what was answered. What it says stands
   before it in `coursefolkWords`, written by editor/markdown/learner_words.py. */
(() => {
  'use strict';

  const WORDS = globalThis.coursefolkWords;
  const played = new WeakMap();
  let counted = 0;

  /* Put values into the {places} of a text of the table. */
  const word = (name, values = {}) => WORDS[name].replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);

  /* ---------- what the section says of itself */

  function keyOf(section) {
    try {
      return JSON.parse(atob(section.dataset.key || '')) || {};
    } catch {
      return {};
    }
  }

  const kindOf = (section) => section.dataset.quiz;
  const worth = (section) => Number(section.dataset.score) || 0;
  const triesOf = (section) => Number(section.dataset.tries) || Infinity;
  const passOf = (section) => (section.dataset.pass ? Number(section.dataset.pass) : null);
  const all = (section, selector) => [...section.querySelectorAll(selector)];
  const quizzes = () => [...document.querySelectorAll('section.quiz')];

  function stateOf(section) {
    if (!played.has(section)) played.set(section, { tries: 0, done: false, right: false, got: 0 });
    return played.get(section);
  }

  const isOn = (mark) => (mark.getAttribute('aria-checked') || mark.getAttribute('aria-selected')) === 'true';

  function set(mark, on) {
    mark.setAttribute(mark.getAttribute('role') === 'option' ? 'aria-selected' : 'aria-checked', String(on));
  }

  /* ---------- making ready */

  function prepare(root = document) {
    const found = root.matches?.('section.quiz') ? [root] : [...root.querySelectorAll('section.quiz')];
    for (const section of found) {
      if (played.has(section)) continue;
      stateOf(section);
      for (const entry of all(section, '.quiz-entry')) entry.replaceChildren(fieldFor(section));
      if (kindOf(section) === 'order') shuffle(section, '.quiz-item');
      else if ('shuffle' in section.dataset) shuffleOptions(section);
      listen(section);
      for (const group of groups(section)) rove(group);
      button(section, 'solution', false);
      if ('scripted' in section.dataset) {
        say(section, word('scripted'));
        button(section, 'check', false);
        button(section, 'solution', true);
      }
    }
    if (found.length || counted) tell();
  }

  /* One stop of Tab for each choice of one among several: the chosen, else the first. */
  function groups(section) {
    const rows = all(section, '.quiz-row').map((row) => all(row, '.quiz-mark[role="radio"]'));
    return [all(section, '.quiz-option[role="radio"], .quiz-option[role="option"]'), ...rows];
  }

  function rove(group) {
    const stop = group.find(isOn) || group[0];
    for (const mark of group) mark.tabIndex = mark === stop ? 0 : -1;
  }

  /* What is shown later is also said: by a part that is there from the beginning, or readers
     would not hear it. */
  function listen(section) {
    const result = section.querySelector('.quiz-result');
    if (result) {
      result.textContent = '';
      result.hidden = false;
    }
    if (section.querySelector('.quiz-heard')) return;
    const heard = document.createElement('p');
    heard.className = 'quiz-heard';
    heard.setAttribute('role', 'status');
    section.append(heard);
  }

  function hear(section, found) {
    const heard = section.querySelector('.quiz-heard');
    if (heard) heard.textContent = [...found].map((part) => part.textContent.trim()).join(' ');
  }

  function fieldFor(section) {
    const field = document.createElement('input');
    field.type = 'text';
    field.className = 'quiz-field';
    field.autocomplete = 'off';
    field.spellcheck = false;
    const label = section.querySelector('.quiz-options')?.getAttribute('aria-label');
    field.setAttribute('aria-label', label || word('answer'));
    return field;
  }

  function shuffled(list) {
    const mixed = [...list];
    for (let last = mixed.length - 1; last > 0; last -= 1) {
      const other = Math.floor(Math.random() * (last + 1));
      [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
    }
    return mixed;
  }

  function shuffle(section, selector) {
    const items = all(section, selector);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      items[0]?.parentElement.append(...shuffled(items));
      if (items.length < 2 || !judge(section).right) return;
    }
  }

  function shuffleOptions(section) {
    const holder = section.querySelector('.quiz-options');
    const groups = all(section, '.quiz-option').map((option) => [
      option, ...all(section, `.quiz-feedback[data-for="${option.dataset.option}"]`)]);
    if (holder && holder.tagName === 'DIV') holder.append(...shuffled(groups).flat());
  }

  function button(section, name, shown) {
    for (const found of all(section, `[data-do="${name}"]`)) found.hidden = !shown;
  }

  /* ---------- judging */

  const plain = (text) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase();

  /* Say what was given, and of how many parts how many are right. */
  function judge(section) {
    const key = keyOf(section);
    switch (kindOf(section)) {
      case 'text': {
        const given = plain(section.querySelector('.quiz-field')?.value || '');
        const right = (key.text || []).some((answer) => plain(answer) === given);
        return { given: given !== '', right, parts: 1, good: right ? 1 : 0 };
      }
      case 'match':
        return judgeParts((key.rows || []).map((places, row) => {
          const marks = all(section, `.quiz-row[data-row="${row}"] .quiz-mark`);
          const on = marks.filter(isOn).map((mark) => Number(mark.dataset.column));
          return { given: on.length > 0, good: same(on, places) };
        }));
      case 'order':
        return judgeParts(all(section, '.quiz-item').map((item, place) => (
          { given: true, good: (key.rows || [])[Number(item.dataset.row)]?.includes(place) })));
      default: {
        const options = all(section, '.quiz-option');
        const right = key.right || [];
        const on = options.filter(isOn).map((option) => Number(option.dataset.option));
        const good = options.filter((option) => isOn(option) === right.includes(Number(option.dataset.option)));
        const several = kindOf(section) === 'multiple';
        const fits = several ? same(on, right) : on.length > 0 && right.includes(on[0]);
        return { given: on.length > 0, right: fits, parts: several ? options.length : 1,
          good: several ? good.length : Number(fits) };
      }
    }
  }

  function judgeParts(parts) {
    const good = parts.filter((part) => part.good).length;
    return { given: parts.every((part) => part.given), right: parts.length > 0 && good === parts.length,
      parts: parts.length, good };
  }

  const same = (one, two) => one.length === two.length && one.every((value) => two.includes(value));

  /* ---------- acting */

  function check(section) {
    const state = stateOf(section);
    if (state.done) return;
    const found = judge(section);
    if (!found.given) {
      say(section, word(kindOf(section) === 'text' ? 'write' : 'choose'));
      return;
    }
    state.tries += 1;
    const share = found.parts ? found.good / found.parts : 0;
    const pass = passOf(section);
    const passed = !found.right && pass !== null && share * 100 >= pass;
    showFeedback(section);
    if (found.right || passed) {
      state.right = true;
      state.got = worth(section) * (found.right ? 1 : share);
      const name = found.right ? 'right' : 'passed';
      const numbers = { number: state.tries, good: found.good, parts: found.parts };
      finish(section, 'right', word(WORDS[name + state.tries] ? name + state.tries : name, numbers));
    } else if (state.tries >= triesOf(section)) {
      reveal(section);
      finish(section, 'wrong', word('revealed'));
    } else {
      markChosen(section);
      const left = triesOf(section) - state.tries;
      const sentences = [word('notYet')];
      if (found.parts > 1) sentences.push(word('parts', { good: found.good, parts: found.parts }));
      if (Number.isFinite(left)) sentences.push(word(left === 1 ? 'lastTry' : 'triesLeft', { count: left }));
      say(section, sentences.join(' '), 'wrong');
      hint(section);
      button(section, 'solution', true);
    }
    hear(section, all(section, '.quiz-feedback, .quiz-hint, .quiz-solution').filter((part) => !part.hidden));
    const detail = { number: quizzes().indexOf(section), right: state.right, tries: state.tries,
      got: state.got, of: worth(section), done: state.done };
    document.dispatchEvent(new CustomEvent('coursefolk-answer', { detail }));
    tell();
  }

  function hint(section) {
    const next = all(section, '.quiz-hint').find((found) => found.hidden);
    if (next) {
      next.hidden = false;
      hear(section, [next]);
    }
    const more = all(section, '.quiz-hint').some((found) => found.hidden);
    button(section, 'hint', more && !stateOf(section).done);
  }

  function solution(section) {
    reveal(section);
    finish(section, 'shown', word('shown'));
    hear(section, all(section, '[data-mark="right"], .quiz-item .quiz-label, .quiz-solution'));
    tell();
  }

  function reveal(section) {
    const key = keyOf(section);
    for (const option of all(section, '.quiz-option')) {
      const right = (key.right || []).includes(Number(option.dataset.option));
      if (right) option.dataset.mark = 'right';
      else if (isOn(option)) option.dataset.mark = 'wrong';
    }
    for (const mark of all(section, '.quiz-mark')) {
      const row = Number(mark.closest('.quiz-row').dataset.row);
      const right = ((key.rows || [])[row] || []).includes(Number(mark.dataset.column));
      if (right) mark.dataset.mark = 'right';
      else if (isOn(mark)) mark.dataset.mark = 'wrong';
    }
    const field = section.querySelector('.quiz-field');
    if (field && key.text?.length) field.value = key.text[0];
    if (kindOf(section) === 'order') {
      const items = all(section, '.quiz-item');
      const place = (item) => Math.min(...((key.rows || [])[Number(item.dataset.row)] || [0]));
      items[0]?.parentElement.append(...items.sort((one, two) => place(one) - place(two)));
    }
  }

  function finish(section, state, words) {
    stateOf(section).done = true;
    if (state === 'right') markChosen(section);
    for (const mark of all(section, '[data-option], [data-column], .quiz-move')) mark.setAttribute('aria-disabled', 'true');
    for (const found of all(section, '.quiz-solution')) found.hidden = false;
    const field = section.querySelector('.quiz-field');
    if (field) field.readOnly = true;
    for (const name of ['check', 'hint', 'solution']) button(section, name, false);
    offerAgain(section);
    say(section, words, state);
  }

  function offerAgain(section) {
    const again = document.createElement('span');
    again.className = 'quiz-button';
    again.dataset.do = 'again';
    again.setAttribute('role', 'button');
    again.tabIndex = 0;
    again.textContent = word('again');
    const held = section.contains(document.activeElement);
    section.querySelector('.quiz-actions')?.append(again);
    if (held) again.focus();
  }

  function restart(section) {
    played.delete(section);
    section.removeAttribute('data-state');
    for (const found of all(section, '[data-do="again"]')) found.remove();
    for (const mark of all(section, '[data-option], [data-column], .quiz-move')) {
      mark.removeAttribute('aria-disabled');
      delete mark.dataset.mark;
      if (!mark.matches('.quiz-move')) set(mark, false);
    }
    for (const found of all(section, '.quiz-hint, .quiz-feedback, .quiz-solution')) found.hidden = true;
    hear(section, []);
    for (const name of ['check', 'hint']) button(section, name, true);
    prepare(section);
    const first = section.querySelector('.quiz-field, [data-option], [data-column], .quiz-move');
    first?.focus();
  }

  /* Mark what was chosen, each for itself: of several some may be right. */
  function markChosen(section) {
    const key = keyOf(section);
    for (const found of all(section, '[data-option], [data-column]')) {
      const row = found.closest('.quiz-row');
      const right = row ? (key.rows || [])[Number(row.dataset.row)] : key.right;
      const mine = Number(row ? found.dataset.column : found.dataset.option);
      if (isOn(found)) found.dataset.mark = right?.includes(mine) ? 'right' : 'wrong';
      else delete found.dataset.mark;
    }
  }

  function showFeedback(section) {
    for (const found of all(section, '.quiz-feedback')) {
      const option = section.querySelector(`[data-option="${found.dataset.for}"]`);
      found.hidden = !(option && isOn(option));
    }
  }

  function say(section, words, state = '') {
    const result = section.querySelector('.quiz-result');
    if (!result) return;
    result.hidden = false;
    result.textContent = words;
    section.dataset.state = state;
  }

  function choose(mark) {
    const section = mark.closest('section.quiz');
    if (!section || stateOf(section).done) return;
    const role = mark.getAttribute('role');
    const group = mark.matches('.quiz-mark') ? all(mark.closest('.quiz-row'), '.quiz-mark') : all(section, '.quiz-option');
    if (role === 'checkbox') set(mark, !isOn(mark));
    else for (const other of group) set(other, other === mark);
    if (role !== 'checkbox') rove(group);
    for (const other of group) delete other.dataset.mark;
    const result = section.querySelector('.quiz-result');
    if (result) result.textContent = '';
    delete section.dataset.state;
  }

  function move(handle) {
    const section = handle.closest('section.quiz');
    const item = handle.closest('.quiz-item');
    if (!section || stateOf(section).done || !item) return;
    if (Number(handle.dataset.move) < 0) item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    handle.focus();
    const items = all(section, '.quiz-item');
    const name = item.querySelector('.quiz-label')?.textContent.trim();
    section.querySelector('.quiz-heard').textContent = word('moved',
      { item: name, place: items.indexOf(item) + 1, count: items.length });
  }

  /* ---------- what there is in all */

  function score() {
    const found = quizzes().filter((section) => !('scripted' in section.dataset));
    const states = found.map(stateOf);
    return { quizzes: found.length, done: states.filter((state) => state.done).length,
      right: states.filter((state) => state.right).length,
      got: states.reduce((sum, state) => sum + state.got, 0),
      of: found.reduce((sum, section) => sum + worth(section), 0) };
  }

  function tell() {
    const place = document.getElementById('quiz-score');
    if (!place) return;
    const sum = score();
    counted = sum.quizzes;
    const number = (value) => String(Math.round(value * 100) / 100);
    place.hidden = sum.quizzes < 2 || sum.done === 0;
    place.textContent = word('score',
      { right: sum.right, questions: sum.quizzes, got: number(sum.got), of: number(sum.of) });
  }

  /* ---------- hearing */

  const ACTS = { check, hint, solution, again: restart };

  function act(target) {
    const found = target.closest?.('[data-do], [data-option], [data-column], [data-move]');
    const section = found?.closest('section.quiz');
    if (!section || !played.has(section)) return false;
    if (found.dataset.do) ACTS[found.dataset.do]?.(section);
    else if (found.dataset.move) move(found);
    else choose(found);
    return true;
  }

  function neighbour(mark, step) {
    const group = mark.matches('.quiz-mark') ? all(mark.closest('.quiz-row'), '.quiz-mark')
      : all(mark.closest('section.quiz'), '.quiz-option');
    return group[(group.indexOf(mark) + step + group.length) % group.length];
  }

  document.addEventListener('click', (event) => { if (!event.target.closest?.('a')) act(event.target); });

  document.addEventListener('keydown', (event) => {
    const target = event.target;
    if (event.altKey || event.ctrlKey || event.metaKey || !target.closest?.('section.quiz')) return;
    if (target.matches('.quiz-field')) {
      if (event.key === 'Enter') check(target.closest('section.quiz'));
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      if (target.matches('[role]') && act(target)) event.preventDefault();
      return;
    }
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step && target.matches('[role="radio"], [role="option"]')) {
      event.preventDefault();
      const next = neighbour(target, step);
      next.focus();
      choose(next);
    }
  });

  globalThis.coursefolkQuiz = { prepare, restart, score, word };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => prepare());
  else prepare();
})();
