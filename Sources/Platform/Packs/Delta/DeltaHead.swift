import Formats
import Kernel

/// What a delta says of itself, `delta.json` in its archive: from which version to which, and the steps that make each file.
struct DeltaHead {
    static let name = "delta.json"
    static let dataName = "data.bin"
    static let format: Int64 = 1

    struct Version: Equatable {
        let version: String
        /// The manifest's SHA-256.
        let mark: Checksum
    }

    let id: String
    let title: Phrase
    let from: Version
    let to: Version
    /// Of the new version; it counts only once it is checked.
    let signature: String
    let manifest: [DeltaStep]
    /// One for each file of the new manifest.
    let files: [[DeltaStep]]

    var json: [UInt8] {
        func version(_ one: Version) -> String { JSONText.object([("version", JSONText.quote(one.version)), ("manifest_sha256", JSONText.quote(one.mark.text))]) }
        let title = JSONText.object([("zh", JSONText.quote(title.zh)), ("en", JSONText.quote(title.en))])
        let fields = [
            ("kepu_pack_delta", String(Self.format)), ("id", JSONText.quote(id)), ("title", title), ("from", version(from)), ("to", version(to)),
            ("signature", JSONText.quote(signature)), ("manifest", steps(manifest)), ("files", "[\n" + files.map(steps).joined(separator: ",\n") + "\n]"),
        ]
        return Array((JSONText.object(fields) + "\n").utf8)
    }

    /// `[file, from, count]` for a copy, a number alone for carried bytes.
    private func steps(_ steps: [DeltaStep]) -> String {
        JSONText.list(
            steps.map { step in
                switch step {
                case .copy(let file, let from, let count): JSONText.list([String(file), String(from), String(count)])
                case .carried(let count): String(count)
                }
            })
    }
}

extension DeltaHead {
    init(reading bytes: [UInt8]) throws(Refusal) {
        var limits = RecordFile.Limits()
        (limits.recordBytes, limits.values, limits.depth, limits.textBytes) = (bytes.count, 8_000_000, 8, 200_000)
        guard let root = try? JSONDocument.read(bytes, limits: limits), root["kepu_pack_delta"] == .integer(Self.format) else { throw .delta }
        func version(_ name: String) throws(Refusal) -> Version {
            guard let version = root[name]?["version"]?.text, PackManifest.isVersion(version), let mark = root[name]?["manifest_sha256"]?.text.flatMap({ Checksum($0) }) else { throw .delta }
            return Version(version: version, mark: mark)
        }
        guard let id = root["id"]?.text, PackManifest.isKey(id), let signature = root["signature"]?.text, signature.utf8.count < 8192,
            let zh = root["title"]?["zh"]?.text, let en = root["title"]?["en"]?.text, case .list(let files)? = root["files"], let manifest = root["manifest"]
        else { throw .delta }
        (self.id, self.signature, title) = (id, signature, Phrase(zh, en))
        (from, to) = (try version("from"), try version("to"))
        self.manifest = try Self.steps(manifest)
        self.files = try files.map { (list: Datum) throws(Refusal) in try Self.steps(list) }
    }

    private static func steps(_ datum: Datum) throws(Refusal) -> [DeltaStep] {
        guard case .list(let items) = datum else { throw .delta }
        return try items.map { (item: Datum) throws(Refusal) in
            switch item {
            case .integer(let count) where (1...Pack.Limit.bytes).contains(count): return .carried(count: count)
            case .list(let numbers):
                guard numbers.count == 3, case .integer(let file) = numbers[0], case .integer(let from) = numbers[1], case .integer(let count) = numbers[2],
                    (-1..<Int64(Pack.Limit.files)).contains(file), (0...Pack.Limit.bytes).contains(from), (1...Pack.Limit.bytes).contains(count)
                else { throw .delta }
                return .copy(file: Int(file), from: from, count: count)
            default: throw .delta
            }
        }
    }
}

extension Refusal {
    /// A file that is no delta, or not whole.
    static let delta = Refusal(
        .invalid, "pack-delta", "这不是资源包的更新文件，或已损坏。请重新取得。", "This is no update of a pack, or it is damaged. Get it again.")
}
