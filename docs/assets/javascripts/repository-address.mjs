// Where a new file is proposed: addresses of the host, and of a mail. `host` is what repository.py says of it:
// { kind, new, content, limit }.

import { encoded } from "./kapstok-share.mjs";

const MAIL_MOST = 2000; // from here on some mail programs cut the text off

/** The page of the host on which a file is made: { address, isFilled }. The text stands in it when the host takes it and
    the address is not too long; else somebody has to paste it. "" when the host is unknown. */
export function newFileAddress(host, { folder, slug }, text) {
  const path = `practices/${folder}`.split("/").map(encodeURIComponent).join("/");
  const empty = host.new.replace("{folder}", () => path).replace("{name}", () => encodeURIComponent(`${slug}.md`));
  const filled = `${empty}&${new URLSearchParams([[host.content, text]])}`;
  const isFilled = Boolean(host.new && host.content) && filled.length <= host.limit;
  return { address: isFilled ? filled : empty, isFilled };
}

/** A mail to the editors: { address, isWhole }. A text that is too long is left out, for the file to be attached. */
export function fileMail(mailbox, title, name, text) {
  const mail = (body) => `mailto:${encodeURIComponent(mailbox).replace("%40", "@")}?subject=${encoded(`Praktijk: ${title}`)}&body=${encoded(body)}`;
  const whole = mail(`Bestand: ${name}\n\n${text}`);
  const isWhole = whole.length <= MAIL_MOST;
  return { address: isWhole ? whole : mail(`In de bijlage: ${name}`), isWhole };
}
