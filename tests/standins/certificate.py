"""A certificate of our own for 127.0.0.1, made anew each time: (certificate file, key file)."""
import atexit
import shutil
import ssl
import subprocess
import tempfile
from pathlib import Path


def make():
    folder = Path(tempfile.mkdtemp(prefix="karya-standin-"))
    atexit.register(shutil.rmtree, folder, True)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True)
    return certificate, key


def context(certificate, key):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    return made
