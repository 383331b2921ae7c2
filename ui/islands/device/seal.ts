// Words that only the server can read, whoever has this device in his hands: sealed to its key by a
// key made for this once (src/device/sealed.cpp opens them).
import { base64url, unbase64url } from "../parts/bytes";

const curve = { name: "ECDH", namedCurve: "P-256" };

function joined(...parts: (ArrayBuffer | Uint8Array<ArrayBuffer>)[]): Promise<ArrayBuffer> {
  return new Blob(parts).arrayBuffer();
}

export async function sealedTo(serverKey: string, words: string): Promise<string> {
  const { subtle } = crypto;
  const server = await subtle.importKey("raw", unbase64url(serverKey), curve, false, []);
  const once = await subtle.generateKey(curve, false, ["deriveBits"]);
  const point = await subtle.exportKey("raw", once.publicKey);
  const shared = await subtle.deriveBits({ ...curve, public: server }, once.privateKey, 256);
  const secret = await subtle.digest("SHA-256", await joined(shared, point));
  const key = await subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt"]);
  const how = { name: "AES-GCM", iv: new Uint8Array(12) }; // this key seals nothing else
  const closed = await subtle.encrypt(how, key, new TextEncoder().encode(words));
  return base64url(await joined(point, closed));
}
