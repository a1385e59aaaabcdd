#!/usr/bin/env python3
"""A resource pack as it lies on a stick: built by the program, unpacked by another one, opened from file:// on a phone and a desktop, in both
languages, light and dark; films and sounds play, nothing is fetched, axe on every page; and the same page still inside the archive.

    python3 Tests/Browser/packs.py [--pictures FOLDER]

Exits 1 at a finding, 0 when all is well.
"""
import argparse
import base64
import math
import os
import shutil
import struct
import sys
import tempfile
import wave
import zlib

from playwright.sync_api import sync_playwright

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Support"))
from packing import Packing
from tour import check

REST = """    groups:
      - {key: films, name: {zh: 视频与声音, en: Films and sounds}}
      - {key: panels, name: {zh: 展板与图片, en: Panels and pictures}}
      - {key: lessons, name: {zh: 教案与资料, en: Lessons and texts}}
    files:
      - {path: 视频/心脏.webm, group: films, title: {zh: 心脏怎样工作, en: How the heart works}, licence: CC-BY-NC-4.0}
      - {path: 声音/心跳.wav, group: films, title: {zh: 心跳的声音, en: The sound of a heartbeat}}
      - {path: 图片/红细胞.png, group: panels, title: {zh: 显微镜下的红细胞, en: Red blood cells under the microscope}, ages: {from: 8}}
      - {path: 图片/心率.svg, group: panels, title: {zh: 不同动物的心率, en: Heart rates of animals}, licence: CC0-1.0}
      - {path: 展板/展板.pdf, group: panels, title: {zh: 可打印展板（A1）, en: Panels to print (A1)}, licence: LicenseRef-kepu-free-print}
      - {path: 教案/第一课.txt, group: lessons, title: {zh: 第一课：测量自己的脉搏, en: "Lesson one: take your pulse"}, ages: {from: 6, until: 9}}
      - {path: 教案/实验 2.html, group: lessons, title: {zh: 互动练习, en: An exercise}}
      - {path: 数据.csv, title: {zh: 各省参加数据, en: Figures by province}}
"""
LESSON = """目标：学会测量脉搏，比较运动前后的变化。

材料：秒表、记录表。
步骤：
1. 坐下休息一分钟，把两根手指放在手腕内侧。
2. 数 30 秒内跳动的次数，乘以 2。
3. 原地跳 20 下，再测一次。
"""
FILM = """() => new Promise(done => {
  const canvas = document.createElement('canvas');
  canvas.width = 640; canvas.height = 360;
  const pen = canvas.getContext('2d'), parts = [];
  const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: 'video/webm'});
  recorder.ondataavailable = event => parts.push(event.data);
  recorder.onstop = async () => {
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    done(btoa(text));
  };
  let step = 0;
  recorder.start();
  const timer = setInterval(() => {
    pen.fillStyle = '#103'; pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = '#c33'; pen.beginPath(); pen.arc(320, 180, 60 + 20 * Math.sin(step / 4), 0, 7); pen.fill();
    if (++step > 30) { clearInterval(timer); recorder.stop(); }
  }, 40);
})"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 240"><rect width="400" height="240" fill="#f7f5f0"/><g fill="#2f3f92">
<rect x="40" y="200" width="60" height="20"/><rect x="120" y="150" width="60" height="70"/><rect x="200" y="90" width="60" height="130"/><rect x="280" y="20" width="60" height="200"/></g>
<script>document.title = "run"</script></svg>"""


def picture(width, height):
    """A PNG of red discs."""
    rows = b""
    for y in range(height):
        rows += b"\0"
        for x in range(width):
            near = ((x % 90 - 45) ** 2 + (y % 90 - 45) ** 2) ** .5
            rows += bytes((200, 60 + int(near), 60)) if near < 36 else b"\xf4\xe4\xd0"

    def part(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def fill(packing, browser):
    page = browser.new_page()
    page.set_content("<h1 style='font-size:90px'>健康展板</h1><p>心脏每天跳动约十万次。</p>")
    packing.write("in/展板/展板.pdf", page.pdf())
    packing.write("in/视频/心脏.webm", base64.b64decode(page.evaluate(FILM)))
    page.close()
    with wave.open(packing.path("beat.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 8) * math.exp(-(n % 4000) / 600))) for n in range(16000)))
    packing.write("in/声音/心跳.wav", open(packing.path("beat.wav"), "rb").read())
    packing.write("in/图片/红细胞.png", picture(720, 450))
    packing.write("in/图片/心率.svg", SVG.encode())
    packing.write("in/教案/第一课.txt", LESSON.encode())
    packing.write("in/教案/实验 2.html", b"<!doctype html><title>x</title><p>ok")
    packing.write("in/数据.csv", "省份,场次\n黑龙江,13\n陕西,24\n".encode())


def visit(browser, folder, findings, pictures):
    for locale, index in (("zh-CN", "index.html"), ("en-GB", "index.en.html")):
        for size, width in (("phone", 390), ("desktop", 1280), ("narrow", 320)):
            for scheme in ("light", "dark"):
                name = f"pack {locale[:2]} {size} {scheme}"
                context = browser.new_context(viewport={"width": width, "height": 844}, locale=locale, color_scheme=scheme, offline=True, is_mobile=size == "phone", has_touch=size == "phone")
                page = context.new_page()
                told, asked = [], []
                page.on("console", lambda message: told.append(message.text))
                page.on("pageerror", lambda error: told.append(str(error)))
                page.on("request", lambda request: asked.append(request.url))
                page.goto(f"file://{folder}/{index}")
                look(page, name, folder, findings)
                # Before axe, which would fetch the style sheet by itself and may not.
                findings += [f"{name}: {text}" for text in told] + [f"{name}: asks for {url}" for url in asked if not url.startswith(("file://", "data:"))]
                check(page, name, findings, "")
                if pictures:
                    page.screenshot(path=os.path.join(pictures, name.replace(" ", "-") + ".png"), full_page=True)
                context.close()


def look(page, name, folder, findings):
    """What a person would see: pictures, a film that plays, links that lead to files, words in the right letters."""
    if page.locator(".still-packed").is_visible():
        findings.append(f"{name}: says that it is still packed")
    for image in page.locator("main img").all():
        image.scroll_into_view_if_needed()
        if not image.evaluate("i => i.decode().then(() => i.naturalWidth > 0, () => false)"):
            findings.append(f"{name}: a picture is not shown: {image.get_attribute('src')}")
    for media in page.locator("main video, main audio").all():
        played = media.evaluate("""m => new Promise(done => { m.muted = true; m.onended = () => done('played'); m.onerror = () => done('error ' + m.error.message);
          setTimeout(() => done('silent'), 8000); m.play().catch(error => done(String(error))); })""")
        if played != "played":
            findings.append(f"{name}: {media.get_attribute('src')}: {played}")
    if "把两根手指放在手腕内侧" not in page.locator("main pre.text").first.inner_text():
        findings.append(f"{name}: the lesson's text is not on the page")
    for link in page.locator("main a.open").all():
        path = link.evaluate("a => decodeURIComponent(new URL(a.href).pathname)")
        if not os.path.isfile(path) or not path.startswith(folder):
            findings.append(f"{name}: leads to {path}")
    if page.locator("main section").count() != 4 or page.locator("main li.card").count() != 8:
        findings.append(f"{name}: {page.locator('main section').count()} groups, {page.locator('main li.card').count()} files")
    page.locator(".groups a").last.click()
    if "#group-0" not in page.url:
        findings.append(f"{name}: the groups lead nowhere")
    page.evaluate("scrollTo(0, 0)")


def around(browser, packing, folder, findings, pictures):
    """The other language, the paper, and the page while it is still inside the archive."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"file://{folder}/index.html")
    page.click("text=English")
    if page.locator("html").get_attribute("lang") != "en" or "Resource pack on health" not in page.title():
        findings.append("the English page is not reached")
    page.click("text=中文")
    page.emulate_media(media="print")
    if page.locator("main video").first.is_visible() or not page.locator("h3").first.is_visible():
        findings.append("on paper films are drawn, or titles are not")
    if pictures:
        page.pdf(path=os.path.join(pictures, "pack-print.pdf"))
        page.screenshot(path=os.path.join(pictures, "pack-print.png"), full_page=True)
    page.emulate_media(media="screen")
    os.makedirs(packing.path("alone"))
    shutil.copy(folder + "/index.html", packing.path("alone"))
    page.goto("file://" + packing.path("alone/index.html"))
    if not page.locator(".still-packed").is_visible() or "请先解压" not in page.inner_text("body"):
        findings.append("inside the archive the page does not say to unpack first")
    if pictures:
        page.screenshot(path=os.path.join(pictures, "pack-still-packed.png"))
    page.context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", default="")
    pictures = parser.parse_args().pictures
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    findings = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        packing = Packing(folder)
        fill(packing, browser)
        unpacked = packing.unpack(packing.build("in", "health-1.kepupack.zip", rest=REST), "stick")
        visit(browser, unpacked, findings, pictures)
        around(browser, packing, unpacked, findings, pictures)
        packing.kepu("verify", unpacked, "--keys", packing.keys)
        browser.close()
    for finding in findings:
        print("packs:", finding)
    print(f"packs: {len(findings)} findings on 12 ways to look at a pack")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
