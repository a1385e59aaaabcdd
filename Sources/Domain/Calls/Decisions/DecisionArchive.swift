import Access
import Files
import Formats
import Foundation
import Kernel
import Language
import Storage
import Web

/// The decision file: one ZIP of a PDF and JSON texts that a lawyer reads without the program, with a manifest of hashes that
/// `kepu verify FILE` and `sha256sum -c SHA256SUMS` check.
enum DecisionArchive {
    static let sumsName = "SHA256SUMS"
    static let ledgerName = "ledger.json"

    /// Writes the archive; what it holds is read from the record, so no transaction is open meanwhile. `stored` gives the papers, one at a time.
    static func write(_ record: DecisionRecord, _ tongue: Tongue, signer: DecisionSigner, stored: (DecisionPaperFile) async throws -> [UInt8]?) async throws -> ZipWriter {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var files: [(name: String, bytes: [UInt8])] = [("decision.pdf", try DecisionPaper(record: record, tongue: tongue).bytes())]
        files += record.texts.map { ($0.name, Array($0.json.utf8)) }
        files.append((ledgerName, Array(try encoder.encode(record.ledger))))
        files.append(("README.txt", Array(readme(tongue).utf8)))
        let zip = try ZipWriter(made: record.madeAt)
        var listed = files.map { DecisionManifest.File(name: $0.name, size: $0.bytes.count, sha256: Digest.of($0.bytes)) }
        for paper in record.papers {
            guard let bytes = try await stored(paper) else { continue }
            listed.append(.init(name: paper.path, size: bytes.count, sha256: Digest.of(bytes)))
            try zip.add(paper.path, bytes)
        }
        let manifest = DecisionManifest(
            application: record.view.application.id.text, reader: record.reader.rawValue, madeAt: record.madeAt.iso, signer: signer.named, files: listed)
        let json = manifest.json
        try zip.add(DecisionManifest.name, json)
        for file in try signer.sign(json).files { try zip.add(file.name, file.bytes) }
        try zip.add(sumsName, Array(manifest.sums.utf8))
        for file in files { try zip.add(file.name, file.bytes) }
        return zip
    }

    /// `decision-0007.zip`
    static func fileName(_ record: DecisionRecord) -> String { "decision-\(record.view.application.number ?? record.view.application.id.text).zip" }

    private static func readme(_ tongue: Tongue) -> String {
        tongue == .zh
            ? """
            认定决定卷宗

            decision.pdf 供人阅读；其余 JSON 文件是同一内容的数据形式。
            核对文件未被改动：在本文件夹中执行 sha256sum -c SHA256SUMS，或对整个压缩文件执行 kepu verify FILE。
            manifest.json 中的 root 是全部文件的总哈希，可以另行保存，日后比对。
            认定机关对 manifest.json 签名（Ed25519）。核对签名，不需要本平台：
              openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.sig
            key.pem 是随卷宗附上的公钥，须与机关网站公布的（网址见 manifest.json 的 signer.key）一致，才能说明由谁签名：
            把公布的密钥存为文件后执行 kepu verify FILE --keys KEYS.json。
            ledger.json 列出与本决定有关的操作记录。校验点的哈希 = SHA-256（前一校验点的哈希，其后依次是本校验点内每条记录的 SHA-256）。
            不向本卷宗读者公开的记录只给出哈希：看不到内容，但能核验它确实存在。

            """
            : """
            Decision file

            decision.pdf is for people; the JSON files say the same for machines.
            To check that nothing was changed: sha256sum -c SHA256SUMS in this folder, or kepu verify FILE on the whole archive.
            `root` in manifest.json is one hash over all files; note it elsewhere to compare later.
            The authority signed manifest.json (Ed25519). To check that without the program:
              openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.sig
            key.pem came with this file: only if it is the key that the authority publishes (its address is signer.key in manifest.json) does
            the signature show who signed. Keep the published keys in a file and run kepu verify FILE --keys KEYS.json.
            ledger.json lists the ledger's entries behind this decision. A checkpoint's hash is SHA-256 over the hash of the checkpoint before
            and then the SHA-256 of each entry that it seals, in order.
            Of entries that the reader of this file may not see only the hash stands here: it shows that they are there, not what they say.

            """
    }
}
