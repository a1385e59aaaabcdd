import Kernel
import Language

/// What a person reads who has only the archive, or a folder and no browser: plain text for old editors too (a mark before UTF-8, CRLF).
struct ViewerReadme {
    private let manifest: PackManifest
    init(_ manifest: PackManifest) { self.manifest = manifest }

    var bytes: [UInt8] {
        let lines = Tongue.allCases.flatMap { [text($0), [""]] }.joined()
        return [0xEF, 0xBB, 0xBF] + Array(lines.joined(separator: "\r\n").utf8)
    }

    private func text(_ tongue: Tongue) -> [String] {
        // A title of several lines would pass for lines of this file.
        func line(_ phrase: Phrase) -> String { phrase(tongue).split(whereSeparator: \.isNewline).joined(separator: " ") }
        let says: [Phrase] = [
            Phrase("怎样打开", "How to open it"),
            Phrase("1. 先解压：右键点这个 ZIP 文件，选“全部解压缩”。不要在压缩包里直接打开。", "1. Unpack it first: right-click the ZIP, “Extract all”. Do not open files inside the archive."),
            Phrase("2. 在解压出的文件夹里双击 index.html，用浏览器查看。不用联网，不用安装。", "2. In the unpacked folder double-click index.en.html. It needs no network and nothing installed."),
            Phrase("3. 手机上：用“文件”应用解压，再点开 index.html；或直接打开 files 文件夹里的文件。", "3. On a phone: unpack it with the Files app and tap index.en.html, or open what is in the folder files."),
            Phrase("", ""),
            Phrase("怎样拷贝和检查", "How to copy and check it"),
            Phrase("把 ZIP 整个拷到 U 盘即可转给别人。U 盘请用 exFAT 格式（FAT32 放不下 4 GB 以上的文件）。", "Copy the whole ZIP to a stick and hand it on. Format the stick as exFAT (FAT32 takes no file above 4 GB)."),
            Phrase("检查是否完好：kepu pack verify 文件或文件夹", "Is it whole? kepu pack verify FILE or FOLDER"),
            Phrase("用另一份副本修复：kepu pack repair 文件 --from 另一份", "Repair it from another copy: kepu pack repair FILE --from COPY"),
            Phrase("", ""),
            Phrase("使用时请遵守每个文件的许可并署名，见浏览页或 manifest.json。", "Keep to the licence of each file and name its author: see the viewer or manifest.json."),
        ]
        let head = [line(manifest.title), line(Phrase("版本 ", "Version ")) + manifest.version + " · " + line(manifest.issuer) + " · " + Dates.plain(manifest.published, tongue)]
        return head + [""] + says.map { $0(tongue) }
    }
}
