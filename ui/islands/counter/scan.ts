// Reading codes with the camera, where the browser can.

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
declare const BarcodeDetector: { new (): Detector } | undefined;

const restMs = 1500; // before the same code counts again

export function canScan(): boolean {
  return typeof BarcodeDetector !== "undefined" && Boolean(navigator.mediaDevices?.getUserMedia);
}

export class Scanner {
  private stream: MediaStream | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly read: (code: string) => void,
  ) {
    place.querySelector("[data-scan-stop]")?.addEventListener("click", () => this.stop());
  }

  /** Shows the button that starts it. */
  offer(button: HTMLElement, denied: () => void): void {
    button.hidden = false;
    button.addEventListener("click", () => void this.start().then((good) => good || denied()));
  }

  /** False when there is no camera or it was not allowed. */
  async start(): Promise<boolean> {
    if (this.stream) return true;
    const video = this.place.querySelector("video");
    if (!video || typeof BarcodeDetector === "undefined") return false;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment" },
      });
      video.srcObject = this.stream;
      this.place.hidden = false;
      await video.play();
    } catch {
      this.stop();
      return false;
    }
    void this.watch(video, new BarcodeDetector());
    return true;
  }

  stop(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = undefined;
    this.place.hidden = true;
  }

  private async watch(video: HTMLVideoElement, detector: Detector): Promise<void> {
    let last = "";
    let since = 0;
    while (this.stream) {
      const codes = await detector.detect(video).catch(() => []);
      const code = codes[0]?.rawValue ?? "";
      if (code && (code !== last || Date.now() - since > restMs)) {
        last = code;
        since = Date.now();
        this.read(code);
      }
      await new Promise((go) => setTimeout(go, 120));
    }
  }
}
