/* Keep the page equal to the lesson: blocks are patched, marks painted, clicks and scrolls told.

   Runs in a script world of its own; the page has scripts switched off. The window calls the
   functions of `coursefolk`; `tell(kind, value)` is the only way back. */
(() => {
  'use strict';

  const { word } = globalThis.coursefolkQuiz;
  const { rangeOf, readOf } = globalThis.coursefolkQuotes;
  const lesson = document.getElementById('lesson');
  const dots = document.getElementById('dots');
  const byId = new Map();
  const IN_A_PART = 30;
  let blocks = [];
  let marks = [];
  let painted = false;
  let placed = '[]';
  let quietUntil = 0;
  let scrollTurn = 0;
  let tell = () => {};

  /* ---------- blocks: in order, in parts of some dozens. What is drawn only when it is seen are
     the parts, because the browser looks after each such thing at every frame. */

  function filled(block, html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    block.replaceChildren(template.content);
    globalThis.coursefolkQuiz.prepare(block);
  }

  function made(id, html) {
    const block = document.createElement('div');
    block.className = 'block';
    block.dataset.id = id;
    byId.set(String(id), block);
    filled(block, html);
    return block;
  }

  /* From the block at index `at`, `removed` give way; one that keeps its id keeps its place. */
  function patch(at, removed, html, others) {
    const old = blocks.slice(at, at + removed);
    const ids = new Set(html.map(([id]) => String(id)));
    for (const block of old) {
      if (!ids.has(block.dataset.id)) taken(block);
    }
    const kept = new Map(old.map((block) => [block.dataset.id, block]));
    let before = blocks[at - 1];
    const fresh = html.map(([id, content]) => {
      const block = kept.get(String(id));
      if (block) filled(block, content);
      before = block || put(made(id, content), before);
      return before;
    });
    blocks.splice(at, removed, ...fresh);
    for (const [id, content] of others) {
      const block = byId.get(String(id));
      if (block) filled(block, content);
    }
    paint();
  }

  /* Put a block behind another, or before all; a part that grows too long is halved. */
  function put(block, before) {
    if (before) {
      before.after(block);
    } else {
      if (!lesson.firstChild) lesson.append(newPart());
      lesson.firstChild.prepend(block);
    }
    const part = block.parentElement;
    if (part.childElementCount > 2 * IN_A_PART) {
      const half = newPart();
      part.after(half);
      half.append(...[...part.children].slice(IN_A_PART));
    }
    return block;
  }

  function newPart() {
    const part = document.createElement('div');
    part.className = 'part';
    return part;
  }

  function taken(block) {
    const part = block.parentElement;
    block.remove();
    if (!part.firstChild) part.remove();
    if (byId.get(block.dataset.id) === block) byId.delete(block.dataset.id);
  }

  function clear() {
    byId.clear();
    blocks = [];
    lesson.replaceChildren();
    window.scrollTo(0, 0);
    paint();
  }

  function append(html) {
    const fresh = html.map(([id, content]) => made(id, content));
    for (let first = 0; first < fresh.length; first += IN_A_PART) {
      const part = newPart();
      part.append(...fresh.slice(first, first + IN_A_PART));
      lesson.append(part);
    }
    blocks.push(...fresh);
    paint();
  }

  /* ---------- look */

  function dress(variables, scheme) {
    const root = document.documentElement;
    for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
    root.style.colorScheme = scheme;
  }

  function widen(width) {
    document.body.className = width;
    place();
  }

  /* ---------- scrolling */

  function topmost() {
    const part = firstInSight(lesson.children);
    return part && firstInSight(part.children);
  }

  function firstInSight(boxes) {
    let low = 0;
    let high = boxes.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (boxes[middle].getBoundingClientRect().bottom <= 8) low = middle + 1;
      else high = middle;
    }
    return boxes[low];
  }

  /* Blocks out of sight have a guessed height until they are drawn: what comes into sight on the
     way pushes the block away again, so it is brought back for some frames. */
  function scrollToBlock(id, share) {
    const turn = scrollTurn += 1;
    let frames = 6;
    const step = () => {
      const block = byId.get(String(id));
      if (!block || turn !== scrollTurn) return;
      quietUntil = performance.now() + 250;
      const box = block.getBoundingClientRect();
      window.scrollBy(0, box.top - 8 + share * box.height);
      frames -= 1;
      if (frames > 0) requestAnimationFrame(step);
    };
    step();
  }

  function scrolled() {
    const page = { top: window.scrollY, height: document.documentElement.scrollHeight, view: window.innerHeight };
    if (performance.now() >= quietUntil) {
      const block = topmost();
      if (block) {
        const box = block.getBoundingClientRect();
        page.block = Number(block.dataset.id);
        page.share = box.height ? Math.min(1, Math.max(0, (8 - box.top) / box.height)) : 0;
      }
    }
    tell('scrolled', page);
  }

  /* ---------- marks */

  const BARS = ['overlap', 'suggestion', 'noted'];

  function show(list) {
    marks = list;
    lesson.classList.toggle('dotted', list.some((mark) => mark.number));
    paint();
  }

  function paint() {
    if (!marks.length && !painted) return;
    painted = marks.length > 0;
    for (const found of lesson.querySelectorAll('ins.suggested')) found.remove();
    for (const found of lesson.querySelectorAll('.block.marked')) found.classList.remove('marked', ...BARS);
    const groups = { comment: [], overlap: [], noted: [], suggestion: [], active: [] };
    const read = new Map();
    for (const mark of marks) {
      mark.range = null;
      mark.home = byId.get(String(mark.block)) || null;
      if (!mark.home) continue;
      if (!read.has(mark.home)) read.set(mark.home, readOf(mark.home));
      mark.range = rangeOf(read.get(mark.home), mark);
      if (mark.kind === 'place') continue; /* a card stands beside it; it is not to be seen */
      if (!mark.range && !mark.quote && mark.instead) continue; /* a block that comes: it stands below */
      if (!mark.range) mark.home.classList.add('marked', ...BARS.filter((kind) => kind === mark.kind));
      else (mark.active ? groups.active : groups[mark.kind])?.push(mark.range);
    }
    for (const [name, ranges] of Object.entries(groups)) CSS.highlights.set(name, new Highlight(...ranges));
    for (const mark of marks) {
      if (mark.home && mark.kind === 'suggestion' && mark.instead) suggest(mark);
    }
    place();
  }

  function suggest(mark) {
    const insertion = document.createElement('ins');
    insertion.className = 'suggested';
    const lines = /\n/.test(mark.instead);
    insertion.textContent = lines ? mark.instead.trim() : mark.instead;
    if (lines) insertion.classList.add('lines');
    if (!mark.range) {
      insertion.classList.add('alone');
      mark.home.append(insertion);
      return;
    }
    const gone = !mark.range.collapsed;
    if (gone && !/^\s/.test(mark.instead)) insertion.classList.add('instead');
    if (mark.range.out) {
      mark.range.out.after(insertion);
      return;
    }
    const end = mark.range.cloneRange();
    end.collapse(false);
    end.insertNode(insertion);
    if (gone) mark.range.setEndBefore(insertion);
  }

  /* Tell where the marks stand, so that cards can be laid beside them; paint the dots. */
  function place() {
    if (!marks.length && placed === '[]') return;
    requestAnimationFrame(() => {
      const found = [];
      dots.replaceChildren();
      for (const mark of marks) {
        const box = (mark.range || mark.home)?.getBoundingClientRect();
        if (!box) continue;
        const top = Math.round(box.top + window.scrollY);
        found.push([mark.id, top, Math.round(box.height)]);
        if (mark.number) dots.append(dotFor(mark, top));
      }
      const now = JSON.stringify(found);
      if (now !== placed) {
        placed = now;
        tell('placed', found);
      }
    });
  }

  function dotFor(mark, top) {
    const dot = document.createElement('button');
    dot.type = 'button';
    dot.className = mark.kind;
    dot.textContent = String(mark.number);
    dot.setAttribute('aria-label', mark.label || word('mark', { number: mark.number }));
    dot.style.top = `${top}px`;
    dot.addEventListener('click', () => tell('mark', mark.id));
    return dot;
  }

  function goTo(id) {
    const mark = marks.find((found) => found.id === id);
    const box = (mark?.range || mark?.home)?.getBoundingClientRect();
    if (box) window.scrollBy({ top: box.top - window.innerHeight / 3 });
  }

  function markAt(x, y) {
    return marks.find((mark) => mark.kind !== 'place' && mark.range && [...mark.range.getClientRects()].some(
      (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom));
  }

  /* ---------- telling */

  /* What is selected of the lesson, without the words that a suggestion would put in. */
  function wordsOf(range, selection) {
    const part = range.cloneContents();
    const found = part.querySelectorAll('ins.suggested');
    if (!found.length) return selection.toString();
    for (const one of found) one.replaceWith(' ');
    for (const one of part.querySelectorAll('p, li, td, th, pre, h1, h2, h3, h4, h5, h6')) one.append(' ');
    return part.textContent;
  }

  function chosen() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) {
      tell('selected', null);
      return;
    }
    const range = selection.getRangeAt(0);
    const start = range.startContainer.parentElement?.closest('.block');
    const end = range.endContainer.parentElement?.closest('.block') || start;
    const box = range.getBoundingClientRect();
    if (start) {
      tell('selected', { quote: wordsOf(range, selection), first: Number(start.dataset.id),
        last: Number(end.dataset.id), top: Math.round(box.top + window.scrollY), height: Math.round(box.height) });
    }
  }

  const PLAYED = '.quiz [role]:not([role="status"], [role="group"], [role="radiogroup"], [role="listbox"]), '
    + 'input, button, summary, audio, video';

  /* Say what cannot be shown: a file that is still to come, or one of a kind that is not known here. */
  function failed(event) {
    const media = event.target;
    if (!media.matches?.('img, audio, video') || !lesson.contains(media)) return;
    if (media.matches('img')) {
      const name = media.getAttribute('alt') || word('picture');
      const words = document.createElement('span');
      words.className = 'missing-media';
      words.textContent = name;
      media.replaceWith(words);
    } else if (!media.nextElementSibling?.matches('.no-player')) {
      const words = document.createElement('p');
      words.className = 'no-player';
      words.setAttribute('role', 'status');
      words.textContent = word('notPlayed');
      media.after(words);
    }
  }

  /* Do the work a while after the first of many calls. By frames, because timers stand still in a
     page that has scripts switched off, even in our world. */
  function throttled(work, wait) {
    let due = 0;
    const step = () => {
      if (performance.now() < due) {
        requestAnimationFrame(step);
        return;
      }
      due = 0;
      work();
    };
    return () => {
      if (due) return;
      due = performance.now() + wait;
      requestAnimationFrame(step);
    };
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (link) {
      const href = link.getAttribute('href');
      event.preventDefault();
      if (href.startsWith('#')) document.getElementById(href.slice(1))?.scrollIntoView();
      else tell('link', href);
      return;
    }
    const mark = markAt(event.clientX, event.clientY);
    if (mark) tell('mark', mark.id);
    const block = event.target.closest?.('.block');
    if (block && !event.target.closest(PLAYED)) tell('block', Number(block.dataset.id));
  });

  /* Enter, where nothing else has the keys, leads to the source of what is at the top. */
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.defaultPrevented || event.target.closest?.(`a, ${PLAYED}`)) return;
    const block = document.getSelection()?.anchorNode?.parentElement?.closest('.block') || topmost();
    if (block) tell('source', Number(block.dataset.id));
  });
  document.addEventListener('error', failed, true);
  document.addEventListener('auxclick', (event) => { if (event.target.closest?.('a')) event.preventDefault(); });
  document.addEventListener('dragstart', (event) => { if (event.target.closest?.('a, img')) event.preventDefault(); });
  document.addEventListener('selectionchange', throttled(chosen, 150));
  document.addEventListener('coursefolk-answer', (event) => tell('answered', event.detail));
  for (const name of ['wheel', 'pointerdown', 'keydown']) {
    document.addEventListener(name, () => { scrollTurn += 1; }, { passive: true });
  }
  document.addEventListener('scroll', throttled(scrolled, 30), { passive: true });
  new ResizeObserver(throttled(place, 60)).observe(lesson);
  document.fonts.ready.then(place);

  globalThis.coursefolk = { patch, clear, append, dress, widen, scrollToBlock, show, goTo,
    text: () => lesson.textContent };
  new QWebChannel(qt.webChannelTransport, (channel) => {
    tell = (kind, value) => channel.objects.window.tell(kind, JSON.stringify(value));
    document.title = word('page');
    tell('ready', null);
  });
})();
