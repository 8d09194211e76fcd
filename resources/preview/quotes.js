/* Find the words that a mark is about in what a block shows of the lesson, as quotes.py does. */
(() => {
  'use strict';

  const SIGN = /[\p{L}\p{N}]/u;
  const SPACE = /[ \t\u00a0]/;
  const TARGET = /\]\([^)\s]*\)/g;
  const NEAR = [24, 8];
  const INLINE = 'a, b, code, del, em, i, s, strong, sub, sup';

  /* The letters and digits of a text: a quote is found again whatever marks stand between. */
  function letters(text) {
    return [...text].filter((sign) => SIGN.test(sign)).join('').toLowerCase();
  }

  /* What a block shows of the lesson: its signs, where each stands, and its letters with their signs. */
  function readOf(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const read = { signs: [], letters: '', places: [] };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('ins.suggested, [hidden]')) continue;
      let at = 0;
      for (const sign of node.data) {
        if (SIGN.test(sign)) {
          const lower = sign.toLowerCase();
          for (let unit = 0; unit < lower.length; unit += 1) read.places.push(read.signs.length);
          read.letters += lower;
        }
        read.signs.push({ sign, node, at, end: at + sign.length });
        at += sign.length;
      }
    }
    return read;
  }

  /* Less and less of what stands around a quote: some of it may be shown otherwise. */
  function contexts(lead, follow) {
    const found = [];
    for (const most of [lead.length + follow.length, ...NEAR]) {
      const before = most ? lead.slice(-most) : '';
      const after = follow.slice(0, most);
      found.push([before, after], [before, ''], ['', after]);
    }
    return [...found, ['', '']];
  }

  const headOf = (markdown) => /^[^\p{L}\p{N}]*/u.exec(markdown)[0];
  const tailOf = (markdown) => /[^\p{L}\p{N}]*$/u.exec(markdown)[0];

  /* Go on behind those of the signs that are shown there, or back before them. */
  function walked(read, at, markdown, step) {
    const signs = step > 0 ? [...markdown] : [...markdown].reverse();
    const next = () => read.signs[step > 0 ? at : at - 1]?.sign;
    for (const sign of signs) {
      if (SPACE.test(sign)) while (next() && SPACE.test(next())) at += step;
      else if (next() === sign) at += step;
    }
    return at;
  }

  /* Where a quote stands between the words that lead to it and those that follow; where these meet,
     where nothing is quoted. As quotes.py finds it: the full stop of a quote belongs to it. */
  function rangeOf(read, mark) {
    const [quote, lead, follow] = [mark.quote, mark.lead || '', mark.follow || ''].map(
      (part) => part.replace(TARGET, ']'));
    const wanted = letters(quote);
    for (const [before, after] of contexts(letters(lead), letters(follow))) {
      const sought = before + wanted + after;
      const at = sought ? read.letters.indexOf(sought) : -1;
      if (at < 0) continue;
      const first = at + before.length;
      if (wanted) {
        const start = walked(read, read.places[first], headOf(quote), -1);
        const end = walked(read, read.places[first + wanted.length - 1] + 1, tailOf(quote), 1);
        return between(read, start, end, tailOf(quote));
      }
      if (after && !(before && letters(lead.split('\n').pop()))) {
        const end = walked(read, read.places[first], headOf(follow), -1);
        return between(read, walked(read, end, quote, -1), end, '', headOf(follow), true);
      }
      const start = walked(read, read.places[first - 1] + 1, tailOf(lead), 1);
      return between(read, start, walked(read, start, quote, 1), tailOf(lead));
    }
    return null;
  }

  /* A range of signs; one of none stands behind the sign before it, or `ahead` of the next. Words that
     come in behind it are out of what the Markdown before them has closed, or that after opens. */
  function between(read, start, end, tail, head = '', ahead = false) {
    const range = document.createRange();
    if (start < end) {
      range.setStart(read.signs[start].node, read.signs[start].at);
      range.setEnd(read.signs[end - 1].node, read.signs[end - 1].end);
    } else if (ahead || !start) {
      const node = read.signs[start].node;
      const out = /[*_`~[]/.test(head) && node.parentElement.closest(INLINE);
      if (out && read.signs[start].at === 0) range.setStartBefore(out);
      else range.setStart(node, read.signs[start].at);
      range.collapse(true);
    } else {
      range.setStart(read.signs[start - 1].node, read.signs[start - 1].end);
      range.collapse(true);
    }
    const out = /[*_`~\])]/.test(tail) && range.endContainer.parentElement?.closest(INLINE);
    if (out && range.endContainer.length === range.endOffset) range.out = out;
    return range;
  }

  globalThis.coursefolkQuotes = { rangeOf, readOf };
})();
