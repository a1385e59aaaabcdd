"""A caravan team fetches a pack on a phone while the network breaks: the download goes on where it stopped, what came is checked, and opens without any network."""
import os
import socket
import subprocess
import tempfile
import threading
import urllib.request
import zipfile

from packing import KEPU
from people import Person


class Broken:
    """A network between a browser and the program that breaks in the middle of the pack, as often as said: each connection is cut after some bytes of it."""

    def __init__(self, address, cuts, after):
        self.target = ("127.0.0.1", int(address.rsplit(":", 1)[1]))
        self.cuts, self.after = cuts, after
        # What was asked for of the pack: its Range, and the first line of the answer.
        self.asked = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                inner, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.carry, args=(inner,), daemon=True).start()

    def carry(self, inner):
        """One connection, one request: what is asked, then what is answered."""
        with inner, socket.create_connection(self.target) as outer:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = inner.recv(65536)
                if not piece:
                    return
                head += piece
            lines = head.split(b"\r\n")
            isPack = lines[0].split(b" ")[1].endswith(b"/pack")
            # Closed after the answer, so that each request has a connection of its own.
            outer.sendall(head.replace(b"\r\nConnection: keep-alive", b"\r\nConnection: close", 1))
            answer, sent = b"", 0
            most = self.after if isPack and self.cuts > 0 else None
            while piece := outer.recv(4096):
                if not answer:
                    answer = piece.split(b"\r\n", 1)[0]
                    if isPack:
                        self.asked.append((next((line.decode() for line in lines if line.lower().startswith(b"range:")), ""), answer.decode()))
                inner.sendall(piece)
                sent += len(piece)
                if most is not None and sent >= most:
                    self.cuts -= 1
                    return

    def close(self):
        self.listener.close()


def enrol(demo):
    """Nothing: a pack that everybody may copy needs no account."""


def finds(team):
    team.go("/")
    team.follow("资源", "Resources")
    team.go("/resources?kind=pack")
    team.look("packs")
    team.follow("健康科普资源包", "Resource pack on health")
    for zh, en in [("下载第", "Fetch version"), ("内容", "What it holds"), ("CC", "CC")]:
        team.reads(zh, en)
    team.look("a pack before it is fetched")


def fetches(team, network, folder):
    """The network breaks twice; the browser goes on by itself, each time from where it stopped."""
    link = team.page.locator("main a[href$='/pack']").first
    with team.page.expect_download() as started:
        link.click()
    file = os.path.join(folder, "pack.kepupack.zip")
    started.value.save_as(file)
    team.expect(network.cuts == 0, "the network was to break and did not")
    ranges = [asked for asked, _ in network.asked if asked]
    answers = [answer.split(" ")[1] for _, answer in network.asked]
    team.expect(answers[0] == "200" and len(answers) > 1 and set(answers[1:]) == {"206"}, f"the pack was asked for in this way: {network.asked}")
    team.expect(all(not asked.endswith("bytes=0-") for asked in ranges), f"it began anew: {ranges}")
    return file


def checks(team, file, folder):
    """By the program itself, with the keys that stand on the site."""
    keys = os.path.join(folder, "keys.json")
    # The demonstration's pack was signed where a demonstration usually runs.
    asked = urllib.request.Request(team.demo.address + "/.well-known/keys.json", headers={"Host": "127.0.0.1:8080"})
    with urllib.request.urlopen(asked) as answer, open(keys, "wb") as out:
        out.write(answer.read())
    done = subprocess.run([KEPU, "pack", "verify", file, "--keys", keys], capture_output=True, text=True, env={**os.environ, "KEPU_LANGUAGE": "en"})
    team.expect(done.returncode == 0, f"the pack is not what was signed: {done.stdout}{done.stderr}")
    with open(file, "r+b") as spoilt:
        spoilt.seek(os.path.getsize(file) // 2)
        byte = spoilt.read(1)
        spoilt.seek(-1, os.SEEK_CUR)
        spoilt.write(bytes([byte[0] ^ 1]))
        spoilt.flush()
        again = subprocess.run([KEPU, "pack", "verify", file, "--keys", keys], capture_output=True, text=True)
        team.expect(again.returncode != 0, "a spoilt pack passes as good")
        spoilt.seek(-1, os.SEEK_CUR)
        spoilt.write(byte)


def opens(team, file, folder):
    """In the township there is no network: everything is in the folder."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    team.context.set_offline(True)
    asked = []
    team.page.on("request", lambda request: asked.append(request.url))
    team.page.goto(f"file://{folder}/" + team.say("index.html", "index.en.html"))
    said = team.page.inner_text("body")
    for zh, en in [("健康科普资源包", "Resource pack on health"), ("护眼展板", "Caring for your eyes"), ("七步洗手", "Washing hands")]:
        team.expect(team.say(zh, en) in said, f"the pack's page does not say {team.say(zh, en)}")
    links = [a.evaluate("a => decodeURIComponent(new URL(a.href).pathname)") for a in team.page.locator("main a.open").all()]
    team.expect(len(links) > 4 and all(os.path.getsize(path) > 500 for path in links), f"it leads to {links}")
    team.expect(all(url.startswith(("file://", "data:")) for url in asked), f"without a network it asks for {asked}")
    team.look("a pack without a network")
    team.context.set_offline(False)


def walk(browser, demo, locales, findings, pictures):
    for locale in locales:
        network = Broken(demo.address, cuts=2, after=60_000)
        with tempfile.TemporaryDirectory() as folder, Person(browser, demo, locale, findings, pictures, accept_downloads=True) as team:
            finds(team)
            team.page.goto(team.page.url.replace(demo.address, network.address))
            file = fetches(team, network, folder)
            checks(team, file, folder)
            opens(team, file, folder)
        network.close()
        print(f"sharing: {locale}: a caravan team's pack over a network that breaks", flush=True)
