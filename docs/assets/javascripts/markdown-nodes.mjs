// Markdown as nodes of the page: marked reads it, and only what is named here is built. The dialect is brought near to
// that of the site (Python-Markdown): a paragraph goes on to an empty line or a heading, a bare address is text, and
// HTML gives no element, only its words.

import { decoded } from "./markdown-links.mjs";
import { getDefaults, Lexer, Tokenizer } from "./vendor/marked.esm.js";

const SAFE = /^(?:https?:|mailto:)/i;
const PARAGRAPH = /^([^\n]+(?:\n(?! {0,3}#|[ \t]*(?:\n|$))[^\n]+)*)/;
const DEEPEST = 6;

class SiteTokenizer extends Tokenizer {
  url() {}

  del() {}

  fences() {}
}

/** The nodes of a text. `level` is that of its headings of the first level; `resolve` gives the address of a link that
    is none yet (`naam.md`, `/praktijken/x/`), or "" when it leads nowhere. */
export function markdownNodes(text, { level = 1, resolve = () => "" } = {}) {
  const tokenizer = new SiteTokenizer();
  const lexer = new Lexer({ ...getDefaults(), tokenizer });
  tokenizer.rules.block = { ...tokenizer.rules.block, paragraph: PARAGRAPH };
  const build = (tokens) => (tokens ?? []).flatMap((token) => node(token));
  const inside = (tag, tokens) => make(tag, build(tokens));
  const row = (cells, tag) => make("tr", cells.map((cell) => inside(tag, cell.tokens)));
  const kinds = {
    heading: (token) => inside(`h${Math.min(DEEPEST, token.depth + level - 1)}`, token.tokens),
    paragraph: (token) => inside("p", token.tokens),
    text: (token) => (token.tokens ? build(token.tokens) : [decoded(token.text)]),
    escape: (token) => [decoded(token.text)],
    strong: (token) => inside("strong", token.tokens),
    em: (token) => inside("em", token.tokens),
    codespan: (token) => make("code", [token.text]),
    code: (token) => make("pre", [make("code", [token.text])]),
    br: () => make("br"),
    hr: () => make("hr"),
    blockquote: (token) => inside("blockquote", token.tokens),
    list: (token) => {
      const list = make(token.ordered ? "ol" : "ul", token.items.map((item) => inside("li", item.tokens)));
      if (token.ordered && token.start !== 1) list.start = token.start;
      return list;
    },
    table: (token) => make("table", [
      make("thead", [row(token.header, "th")]),
      make("tbody", token.rows.map((cells) => row(cells, "td"))),
    ]),
    link: (token) => {
      const href = SAFE.test(token.href) ? token.href : resolve(token.href);
      if (!href) return build(token.tokens);
      const link = inside("a", token.tokens);
      link.href = href;
      return link;
    },
    image: (token) => [token.text],
    html: (token) => [wordsIn(token.text)],
  };
  const node = (token) => kinds[token.type]?.(token) ?? [];
  return build(lexer.lex(text));
}

function make(tag, children = []) {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

/** The words in HTML, without those of scripts and styles. Handlers and styles in tags get another name: here they do nothing,
    but the policy of the page would be said to refuse them. */
function wordsIn(html) {
  const quiet = html.replace(/<[a-z][^>]*/gi, (tag) => tag.replace(/([\s/"'])(on|style)/gi, "$1x-$2"));
  const page = new DOMParser().parseFromString(quiet, "text/html");
  for (const element of page.querySelectorAll("script, style, template")) element.remove();
  return page.documentElement.textContent;
}
