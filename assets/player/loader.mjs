// The player's element as Streamlit sends it with every sentence: short, since Streamlit reads the
// whole script again each time. The code itself waits in the page (carrier.mjs), or will be there soon.

/** Streamlit calls this at mounting, on new data and on a new theme. */
export default function show(update) {
  const shelf = (globalThis.lstmVizPlayer ??= { waiting: new Set() });
  if (shelf.mount) return shelf.mount(update);
  let leave = () => {};
  const go = () => { leave = shelf.mount(update); };
  shelf.waiting.add(go);
  return () => {
    shelf.waiting.delete(go);
    leave();
  };
}
