// Drafts of practices as the browser keeps them: each under a key of its own, written at every change, so that a tab
// that crashes loses nothing and tabs with different drafts never meet. Two tabs with the same draft: what one writes
// the other shows; when the kept draft is not the one that a tab knows, its own becomes a draft apart.

const PREFIX = "kapstok.concept.";
const CURRENT = "kapstok.concept";
const VERSION = 1;

const newId = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;

/** Dispatches "change" when the drafts that are kept changed, "other" when another tab wrote the current one.
    `trouble` is a sentence when nothing can be kept. */
export class Drafts extends EventTarget {
  id = newId();
  text = null;
  trouble = "";

  constructor() {
    super();
    addEventListener("storage", (event) => {
      if (event.key === PREFIX + this.id && event.newValue && event.newValue !== this.text) {
        this.dispatchEvent(new Event("other"));
      } else if (event.key === null || event.key.startsWith(PREFIX)) {
        this.dispatchEvent(new Event("change"));
      }
    });
    this.attempt(() => localStorage.getItem(CURRENT));
  }

  /** Every draft that is kept, the newest first: { id, saved, draft }. */
  list() {
    const ids = this.attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];
    return ids.map((key) => ({ id: key.slice(PREFIX.length), ...parsed(localStorage.getItem(key)) }))
      .sort((a, b) => (a.saved < b.saved ? 1 : -1));
  }

  /** The draft that this tab worked on before it was reloaded, or null. */
  resume() {
    const id = this.attempt(() => sessionStorage.getItem(CURRENT));
    return id ? this.open(id) : null;
  }

  /** Work on a draft that is kept; null when it is gone. */
  open(id) {
    const text = this.attempt(() => localStorage.getItem(PREFIX + id));
    if (!text) return null;
    Object.assign(this, { id, text });
    this.remember();
    return parsed(text).draft;
  }

  /** Work on a new draft. */
  begin() {
    Object.assign(this, { id: newId(), text: null });
    this.remember();
  }

  /** Keep the current draft; gives true when another tab wrote it meanwhile, so that this one became a draft apart. */
  save(draft) {
    let isApart = false;
    this.attempt(() => {
      const there = localStorage.getItem(PREFIX + this.id);
      isApart = there !== null && there !== this.text;
      if (isApart) this.begin();
      const text = JSON.stringify({ version: VERSION, saved: new Date().toISOString(), draft });
      localStorage.setItem(PREFIX + this.id, text);
      this.text = text;
      this.remember();
      this.trouble = "";
    });
    this.dispatchEvent(new Event("change"));
    return isApart;
  }

  /** Take a draft away; gives its text, for `restore`. */
  remove(id) {
    const text = this.attempt(() => localStorage.getItem(PREFIX + id));
    this.attempt(() => localStorage.removeItem(PREFIX + id));
    if (id === this.id) this.begin();
    this.dispatchEvent(new Event("change"));
    return text;
  }

  restore(id, text) {
    if (text) this.attempt(() => localStorage.setItem(PREFIX + id, text));
    this.dispatchEvent(new Event("change"));
  }

  remember() {
    this.attempt(() => sessionStorage.setItem(CURRENT, this.id));
  }

  /** What a step with the storage gives; undefined, and `trouble`, when the browser refuses. */
  attempt(step) {
    try {
      return step();
    } catch (error) {
      this.trouble = error.name === "QuotaExceededError" ? "De opslag van uw browser is vol." : "Uw browser laat niet toe dat deze site iets bewaart.";
      return undefined;
    }
  }
}

/** A draft in what was kept; of a damaged one the text stands in the body, so that nothing is lost. */
function parsed(text) {
  try {
    const { saved, draft } = JSON.parse(text);
    const { folder = "", slug = "", data = {}, body = "", isNamed = false } = draft;
    return { saved: String(saved), draft: { folder, slug, data, body, isNamed } };
  } catch {
    return { saved: "", draft: { folder: "", slug: "", data: {}, body: text ?? "", isNamed: false } };
  }
}
