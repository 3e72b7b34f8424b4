// @ts-check
// The wallet's memory in this browser (IndexedDB). A write has reached it when its promise is kept.

const NAME = "fiveseal-wallet";
const VERSION = 1;
const STORES = ["settings", "pins", "payments", "unfinished", "commands"];

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/**
 * @param {string} store
 * @param {IDBTransactionMode} mode
 * @param {(objects: IDBObjectStore) => IDBRequest} act
 * @returns {Promise<any>}
 */
async function transaction(store, mode, act) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const work = db.transaction(store, mode, { durability: "strict" });
    const request = act(work.objectStore(store));
    work.oncomplete = () => resolve(request.result);
    work.onabort = () => reject(work.error);
  });
}

/**
 * @param {string} store
 * @param {string} key
 */
export function read(store, key) {
  return transaction(store, "readonly", (objects) => objects.get(key));
}

/**
 * @param {string} store
 * @returns {Promise<any[]>}
 */
export function readAll(store) {
  return transaction(store, "readonly", (objects) => objects.getAll());
}

/**
 * @param {string} store
 * @param {string} key
 * @param {object | string} value
 */
export async function write(store, key, value) {
  await transaction(store, "readwrite", (objects) => objects.put(value, key));
}

/**
 * @param {string} store
 * @param {string} key
 */
export async function remove(store, key) {
  await transaction(store, "readwrite", (objects) => objects.delete(key));
}
