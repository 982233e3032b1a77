// The reader's moves, numbered. The server is told of the newest once the reader rests; what the
// server says of the place is obeyed only where it is an order, and newer than every move.

export const REST_MS = 400; // the place is told to the server when the reader has rested so long

/**
 * @typedef {object} Order what the server says of the place, with who says it and when
 * @property {string} visit another one: the server was started anew and knows no move
 * @property {number} turn  another one than the last: the reader went to an address
 * @property {number} seen  the newest move that was known then
 */

export class Moves {
  constructor() {
    this.newest = 0; // the number of the reader's newest move
    this.told = 0;
    this.tell = () => {};
    this.order = null; // the last one
    this.hasLeft = false; // the reader went to another address after the newest move
  }

  /** The reader moved; `tell` is called with the move's number when they have rested. */
  moved(tell) {
    this.newest += 1;
    this.hasLeft = false;
    this.tell = tell;
    this.restSoon(tell);
  }

  /** Not now: the player plays, or is gone. */
  wait() {
    clearTimeout(this.rest);
  }

  restSoon(tell) {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      if (this.told === this.newest) return;
      this.told = this.newest;
      tell(this.newest);
    }, REST_MS);
  }

  /** Another address: what was not told yet is dropped. @param {PopStateEvent} event */
  leave(event) {
    if (event.state?.isAgain) return; // the same address, asked for again
    this.hasLeft = true;
    clearTimeout(this.rest);
  }

  /** A new sentence: what was not told is about another one. */
  drop() {
    clearTimeout(this.rest);
    this.told = this.newest;
  }

  /** Whether this is an order to be obeyed. @param {Order} order */
  obeys(order) {
    const last = this.order;
    this.order = order;
    if (last?.visit === order.visit && last?.turn === order.turn) return false; // an echo, perhaps late
    const isSame = last?.visit === order.visit;
    const obeys = this.hasLeft || this.newest === 0 || (isSame && order.seen >= this.newest);
    if (!obeys && last) this.moved(this.tell); // it did not know the newest move: tell it again
    return obeys;
  }
}
