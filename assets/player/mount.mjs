// One player a root element; every call of the default function is an update.

import { Player } from "./player.mjs";

const instances = new WeakMap();

/** Streamlit calls this at mounting, on new data and on a new theme. */
export function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".lv-root") ?? parentElement;
  const known = instances.get(parentElement);
  const player = known?.player ?? new Player(root);
  const call = (known?.call ?? 0) + 1;
  instances.set(parentElement, { player, call });
  player.update(data, (place) => setStateValue("place", place));
  return () => {
    if (instances.get(parentElement)?.call !== call) return;
    player.destroy();
    instances.delete(parentElement);
  };
}
