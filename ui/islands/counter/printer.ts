// Receipt printers that the browser itself can reach: by USB, by a serial cable, by Bluetooth.
// Which printer it is the person chooses once; the browser remembers what was allowed.

interface UsbEndpoint {
  endpointNumber: number;
  direction: string;
  type: string;
}
interface UsbInterface {
  interfaceNumber: number;
  alternate: { interfaceClass: number; endpoints: UsbEndpoint[] };
}
interface UsbDevice {
  configuration: { interfaces: UsbInterface[] } | null;
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  transferOut(endpoint: number, bytes: Uint8Array): Promise<unknown>;
}
interface SerialPort {
  writable: WritableStream<Uint8Array>;
  open(options: { baudRate: number }): Promise<void>;
  close(): Promise<void>;
}
interface Letters {
  writeValueWithoutResponse(bytes: Uint8Array): Promise<void>;
}
interface Radio {
  gatt: { connect(): Promise<Served>; disconnect(): void };
}
interface Served {
  getPrimaryService(id: number): Promise<{ getCharacteristic(id: number): Promise<Letters> }>;
}
interface Reach {
  usb?: { getDevices(): Promise<UsbDevice[]>; requestDevice(wish: object): Promise<UsbDevice> };
  serial?: { getPorts(): Promise<SerialPort[]>; requestPort(): Promise<SerialPort> };
  bluetooth?: { requestDevice(wish: object): Promise<Radio> };
}
export type Way = keyof Reach;

const printerClass = 7;
const baudRate = 9600;
const radioService = 0x18f0; // what most small receipt printers offer
const radioLetters = 0x2af1;
const radioMost = 180; // bytes in one radio letter
let radio: Radio | undefined;

const reach = (): Reach => navigator as unknown as Reach;

export const ways = (): Way[] =>
  (["usb", "serial", "bluetooth"] as const).filter((way) => reach()[way] !== undefined);

export async function print(way: Way, bytes: Uint8Array): Promise<void> {
  const { usb, serial, bluetooth } = reach();
  if (way === "usb" && usb) await byUsb(usb, bytes);
  if (way === "serial" && serial) await bySerial(serial, bytes);
  if (way === "bluetooth" && bluetooth) await byRadio(bluetooth, bytes);
}

async function byUsb(usb: NonNullable<Reach["usb"]>, bytes: Uint8Array): Promise<void> {
  const wish = { filters: [{ classCode: printerClass }] };
  const device = (await usb.getDevices())[0] ?? (await usb.requestDevice(wish));
  await device.open();
  try {
    if (!device.configuration) await device.selectConfiguration(1);
    const inlet = device.configuration?.interfaces.find(
      ({ alternate }) => alternate.interfaceClass === printerClass,
    );
    const end = inlet?.alternate.endpoints.find(
      ({ direction, type }) => direction === "out" && type === "bulk",
    );
    if (!inlet || !end) throw new Error("no printer");
    await device.claimInterface(inlet.interfaceNumber);
    await device.transferOut(end.endpointNumber, bytes);
  } finally {
    await device.close();
  }
}

async function bySerial(serial: NonNullable<Reach["serial"]>, bytes: Uint8Array): Promise<void> {
  const port = (await serial.getPorts())[0] ?? (await serial.requestPort());
  await port.open({ baudRate });
  try {
    const writer = port.writable.getWriter();
    await writer.write(bytes).finally(() => writer.releaseLock());
  } finally {
    await port.close();
  }
}

async function byRadio(
  bluetooth: NonNullable<Reach["bluetooth"]>,
  bytes: Uint8Array,
): Promise<void> {
  radio ??= await bluetooth.requestDevice({ filters: [{ services: [radioService] }] });
  try {
    const service = await (await radio.gatt.connect()).getPrimaryService(radioService);
    const letters = await service.getCharacteristic(radioLetters);
    for (let at = 0; at < bytes.length; at += radioMost)
      await letters.writeValueWithoutResponse(bytes.slice(at, at + radioMost));
  } finally {
    radio.gatt.disconnect();
  }
}
