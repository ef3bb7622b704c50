import { el } from "./dom";

export type MenuItem = { readonly label: string; readonly checked?: boolean; readonly run: () => void } | "line";

/** A small menu at a button: arrows, Enter, Escape; the keyboard goes back to where it was. `stays` keeps it open after a choice. */
export function openMenu(
  at: HTMLElement,
  items: readonly MenuItem[],
  options: { stays?: boolean; label: string },
): void {
  const before = document.activeElement instanceof HTMLElement ? document.activeElement : at;
  const run = before.closest<HTMLElement>("tr[data-key]")?.dataset.key;
  const close = (back: boolean) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    if (back) (before.isConnected ? before : lineOf(run))?.focus();
  };
  const buttons = items.map((item) => (item === "line" ? el("hr") : menuButton(item, () => choose(item))));
  const menu = el("div", { class: "popup", role: "menu", "aria-label": options.label }, ...buttons);
  const choose = (item: Exclude<MenuItem, "line">) => {
    if (!options.stays) close(true);
    item.run();
  };
  const outside = (event: Event) => {
    if (!menu.contains(event.target as Node)) close(false);
  };
  menu.addEventListener("keydown", (event) => moveIn(menu, event, () => close(true)));
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget as Node)) close(false);
  });
  document.addEventListener("pointerdown", outside, true);
  document.body.append(menu);
  place(menu, at);
  menu.querySelector("button")?.focus();
}

/** The line of a run as it is now: one that goes on is drawn anew while the menu is open. */
function lineOf(run: string | undefined): HTMLElement | undefined {
  const lines = [...document.querySelectorAll<HTMLElement>("tr[data-key]")];
  return lines.find(({ dataset }) => dataset.key === run);
}

function menuButton({ label, checked }: Exclude<MenuItem, "line">, choose: () => void): HTMLElement {
  const role = checked === undefined ? "menuitem" : "menuitemcheckbox";
  const button = el(
    "button",
    {
      type: "button",
      class: "item",
      role,
      tabindex: -1,
      "aria-checked": checked === undefined ? undefined : String(checked),
    },
    label,
  );
  button.addEventListener("click", () => {
    if (checked !== undefined)
      button.setAttribute("aria-checked", String(button.getAttribute("aria-checked") !== "true"));
    choose();
  });
  return button;
}

function moveIn(menu: HTMLElement, event: KeyboardEvent, close: () => void): void {
  const buttons = [...menu.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
  const target = steps[event.key];
  if (event.key === "Escape" || event.key === "Tab") close();
  else if (target !== undefined) buttons[(target + buttons.length) % buttons.length]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Under the button, or above it where there is no room. */
function place(menu: HTMLElement, at: HTMLElement): void {
  const { left, bottom, top, right } = at.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const x = left + offsetWidth > window.innerWidth ? right - offsetWidth : left;
  const y = bottom + offsetHeight > window.innerHeight ? Math.max(4, top - offsetHeight) : bottom;
  menu.style.left = `${Math.max(4, Math.min(x, window.innerWidth - offsetWidth - 4))}px`;
  menu.style.top = `${y}px`;
}
