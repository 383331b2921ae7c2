// Reading codes with the camera: by the browser itself, else QR codes by a reader of our own.

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
declare const BarcodeDetector:
  | { new (): Detector; getSupportedFormats(): Promise<string[]> }
  | undefined;
interface Reader {
  read(picture: ImageData): string;
}

const restMs = 1500; // before the same code counts again
const widest = 640; // enough for a code held before a phone, and quick

/** Some browsers have the interface and can read nothing by it. */
async function builtIn(): Promise<Detector | undefined> {
  if (typeof BarcodeDetector === "undefined") return undefined;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.length ? new BarcodeDetector() : undefined;
}

export class Scanner {
  private stream: MediaStream | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly read: (code: string) => void,
  ) {
    place.querySelector("[data-scan-stop]")?.addEventListener("click", () => this.stop());
  }

  /** Shows the button that starts it, where there may be a camera. */
  offer(button: HTMLElement, denied: () => void): void {
    button.hidden = !(navigator.mediaDevices as MediaDevices | undefined)?.getUserMedia;
    button.addEventListener("click", () => void this.start().then((good) => good || denied()));
  }

  /** False when there is no camera, it was not allowed, or no reader could be had. */
  async start(): Promise<boolean> {
    if (this.stream) return true;
    const video = this.place.querySelector("video");
    if (!video) return false;
    try {
      const look = await this.reader(video);
      this.stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment" },
      });
      video.srcObject = this.stream;
      this.place.hidden = false;
      await video.play();
      void this.watch(look);
    } catch {
      this.stop();
      return false;
    }
    return true;
  }

  stop(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = undefined;
    this.place.hidden = true;
  }

  /** How the code in the picture is found. */
  private async reader(video: HTMLVideoElement): Promise<() => Promise<string>> {
    const detector = await builtIn();
    if (detector) {
      return async () => (await detector.detect(video))[0]?.rawValue ?? "";
    }
    const { read } = (await import(this.place.dataset["reader"] ?? "")) as Reader;
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    if (!pen) throw new Error("no canvas");
    return () => {
      const scale = Math.min(1, widest / (video.videoWidth || widest));
      canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
      canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
      pen.drawImage(video, 0, 0, canvas.width, canvas.height);
      return Promise.resolve(read(pen.getImageData(0, 0, canvas.width, canvas.height)));
    };
  }

  private async watch(look: () => Promise<string>): Promise<void> {
    let last = "";
    let since = 0;
    while (this.stream) {
      const code = await look().catch(() => "");
      if (code && (code !== last || Date.now() - since > restMs)) {
        last = code;
        since = Date.now();
        this.read(code);
      }
      await new Promise((go) => setTimeout(go, 120));
    }
  }
}
