import ArgumentParser
import Declaration
import Kernel
import Language
import Packs

struct PackListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What is in a pack: files, sizes, licences, ages, and how long it takes to fetch.",
        discussion: "Reads the manifest only; kepu pack verify looks at the contents. Of a delta: from which version to which, and its size.")

    @Argument(help: "An archive, an unpacked folder or a delta; of an unfinished download its beginning is enough") var pack: String
    @Option(help: "The speed of the link in bits a second: 500K, 2M, 1G (default: times at 1, 10 and 100 Mbit/s)") var speed: String?
    @OptionGroup var output: OutputOption

    func run() throws {
        let speeds = try speed.map { [try LinkSpeed($0)] } ?? [1_000_000, 10_000_000, 100_000_000].map { LinkSpeed(bits: $0) }
        if let delta = Pack.deltaSummary(pack) { return tell(delta, speeds) }
        let (manifest, bytes) = try Pack.manifest(of: pack)
        if output.json {
            let times = speeds.map { DeclaredValue.record(of: ["bitsPerSecond": Int($0.bits), "seconds": Int($0.seconds(bytes))]) }
            return Terminal.say(DeclaredValue.record(of: ["pack": PackModel.manifest(manifest), "archiveBytes": Int(bytes), "times": DeclaredValue.list(times)]).prettyJSON, end: "")
        }
        let tongue = Terminal.language
        Terminal.say(manifest.label)
        Terminal.say(Phrase("发布：", "Issued by ") + manifest.issuer + Phrase("，\(Dates.plain(manifest.published, .zh))", ", \(Dates.plain(manifest.published, .en))"))
        if let ages = manifest.ages { Terminal.say(Phrase("适用：", "For ") + ages.phrase) }
        for file in manifest.contents {
            let licence = Licence.known(file.licence)?.name ?? Phrase(same: file.licence)
            let parts = [file.path.text, file.title(tongue), Numerals.bytes(file.size, tongue), licence(tongue), file.ages?.phrase(tongue)].compactMap(\.self)
            Terminal.say("  " + parts.joined(separator: " · "))
        }
        Terminal.say(Phrase("共 \(manifest.contents.count) 个文件，压缩包 \(Numerals.bytes(bytes, .zh))", "\(Plural.of(manifest.contents.count, "file", "files")), the archive is \(Numerals.bytes(bytes, .en))"))
        for speed in speeds { Terminal.say(speed.phrase(bytes)) }
    }

    private func tell(_ delta: Pack.DeltaSummary, _ speeds: [LinkSpeed]) {
        if output.json {
            let model = DeclaredValue.record(of: ["id": delta.id, "from": delta.fromVersion, "to": delta.toVersion, "carried": Int(delta.carried)])
            return Terminal.say(model.prettyJSON, end: "")
        }
        Terminal.say(
            Phrase(
                "更新文件：\(delta.id) 从版本 \(delta.fromVersion) 到 \(delta.toVersion)，\(Numerals.bytes(delta.carried, .zh))",
                "An update of \(delta.id) from version \(delta.fromVersion) to \(delta.toVersion), \(Numerals.bytes(delta.carried, .en))"))
        for speed in speeds { Terminal.say(speed.phrase(delta.carried)) }
    }
}

/// How fast a link is.
struct LinkSpeed {
    let bits: Int64
    init(bits: Int64) { self.bits = bits }

    init(_ text: String) throws {
        let scale: [Character: Double] = ["k": 1e3, "m": 1e6, "g": 1e9]
        let unit = text.lowercased().last.flatMap { scale[$0] }
        guard let number = Double(unit == nil ? text : String(text.dropLast())), number > 0, number * (unit ?? 1) >= 1, number * (unit ?? 1) < 1e15 else {
            throw Refusal(.invalid, "speed", "“\(text)”不是网速。请写每秒比特数，如 500K、2M、1G。", "“\(text)” is no speed. Write bits a second, such as 500K, 2M or 1G.")
        }
        bits = Int64(number * (unit ?? 1))
    }

    func seconds(_ bytes: Int64) -> Int64 { Pack.seconds(for: bytes, bitsPerSecond: bits) }

    func phrase(_ bytes: Int64) -> Phrase {
        let mbit = Double(bits) / 1e6
        let name = mbit == mbit.rounded() ? String(Int(mbit)) : String(mbit)
        let time = Pack.timePhrase(seconds(bytes))
        return Phrase("网速 \(name) Mbit/s：\(time.zh)", "At \(name) Mbit/s: \(time.en)")
    }
}
