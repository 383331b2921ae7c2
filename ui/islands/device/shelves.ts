// What the worker keeps in the browser's cache: the till itself, and pictures that can be spared.
export const tillShelf = "karya-kasir";
export const photoShelf = "karya-kasir-foto";
