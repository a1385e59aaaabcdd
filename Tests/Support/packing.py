"""Packs as the checks from outside make them: through the program's commands, in a folder of their own."""
import os
import subprocess
import zipfile

from demonstration import ROOT

KEPU = os.path.join(ROOT, ".build/debug/kepu")
ADDRESS = "https://museum.example/keys/1"
SHEET = """kepu: 1
packs:
  - key: health-2023
    version: "{version}"
    title: {{zh: 健康科普资源包, en: Resource pack on health}}
    summary: {{zh: "流动科普设施联合行动的配套资源：视频、展板、教案，解压即可使用。", en: "Films, panels and lessons for the joint action of mobile facilities; unpack and use."}}
    issuer: {{name: {{zh: 中国科学技术馆, en: China Science and Technology Museum}}, url: "https://www.cstm.org.cn"}}
    campaign: {{key: mobile-facilities-2023, name: {{zh: 全国流动科普设施联合行动, en: Joint action of mobile facilities}}}}
    theme: {{zh: 健康, en: Health}}
    valid: {{from: 2023-09-26, until: 2024-12-31}}
    ages: {{from: 6, until: 12}}
    published: 2023-09-20
    licence: CC-BY-4.0
    attribution: 中国科学技术馆
{rest}"""


class Packing:
    def __init__(self, folder):
        self.folder = folder
        self.keys = self.path("keys.json")
        with open(self.keys, "w") as file:
            file.write(self.kepu("key", "--out", self.path("key.jwk"), "--address", ADDRESS))

    def path(self, name):
        return os.path.join(self.folder, name)

    def kepu(self, *arguments, code=0):
        """What the command prints; another exit code than the expected one is an error."""
        done = subprocess.run([KEPU, "pack", *arguments], capture_output=True, text=True, env={**os.environ, "KEPU_LANGUAGE": "en"})
        if done.returncode != code:
            raise RuntimeError(f"kepu pack {' '.join(arguments)}: {done.returncode} {done.stderr}{done.stdout}")
        return done.stdout

    def write(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)

    def build(self, folder, out, version="1", rest=""):
        self.write(folder + "/pack.yaml", SHEET.format(version=version, rest=rest).encode())
        self.kepu("build", self.path(folder), "--out", self.path(out), "--key", self.path("key.jwk"))
        return self.path(out)

    def unpack(self, archive, name):
        with zipfile.ZipFile(archive) as file:
            file.extractall(self.path(name))
        return self.path(name)
