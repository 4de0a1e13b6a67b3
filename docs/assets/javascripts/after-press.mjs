// When a field is left by pressing something else, what then appears above (a chip, a message) must wait: it would move
// the button away between the press and the release, and the press would be lost.

/** Run a step when nothing is pressed any more: at once after a key, after the click of a mouse or a finger. */
export function afterPress(step) {
  const isPressed = document.documentElement.matches(":active");
  if (isPressed) addEventListener("mouseup", () => setTimeout(step), { capture: true, once: true });
  else setTimeout(step); // without `:active` a finger still presses, releases and clicks in one go
}
