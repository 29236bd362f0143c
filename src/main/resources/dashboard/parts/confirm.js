// A change that matters is spelled out, typed, and given a reason, which goes into the audit log.
import { h } from "../core/dom.js";

/**
 * Asks, and does it once confirmed.
 *
 * @param asked {title, says: what will happen (elements), word: what must be typed, action: the button's words, run: given the
 *     reason, does it; what it throws is shown and nothing is closed}
 */
export function confirm({ title, says, word, action, run }) {
  const dialog = document.getElementById("dialog");
  const typed = h("input", { name: "typed", autocomplete: "off", spellcheck: "false", autocapitalize: "off", required: true, oninput: check });
  const reason = h("input", { name: "reason", maxlength: "500", required: true, oninput: check });
  const go = h("button", { class: "main", type: "submit", disabled: true }, action);
  const problem = h("p", { class: "notice bad", role: "alert", hidden: true });

  function check() {
    go.disabled = typed.value !== word || reason.value.trim() === "";
  }

  async function submit(event) {
    event.preventDefault();
    go.disabled = true;
    try {
      await run(reason.value.trim());
      dialog.close();
      document.getElementById("announce").textContent = `Done: ${title}`;
    } catch (failure) {
      problem.textContent = failure.message;
      problem.hidden = false;
      check();
    }
  }

  dialog.replaceChildren(h("form", { onsubmit: submit },
    h("h2", { id: "dialog-title" }, title),
    h("div", null, says),
    h("label", null, h("span", null, "Type ", h("b", { class: "mono" }, word), " to confirm"), typed),
    h("label", null, h("span", null, "Reason, for the audit log"), reason),
    problem,
    h("div", { class: "actions" }, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), go)));
  dialog.showModal();
  typed.focus();
}
