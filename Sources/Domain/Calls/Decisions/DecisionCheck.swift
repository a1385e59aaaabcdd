import Formats
import Foundation
package import Kernel
package import Storage

/// Checks a decision file: that it is whole and unchanged, and that its ledger extract agrees with its checkpoints.
package struct DecisionCheck: Sendable {
    package let application: String
    package let madeAt: String
    package let reader: String
    /// One hash over all files.
    package let root: String
    package let files: Int
    /// Each a sentence; empty: nothing was changed.
    package let faults: [Phrase]
    package let extract: LedgerExtract?

    /// - Throws: a refusal where the file is no decision file at all.
    package init(path: String) throws {
        guard let zip = try? ZipContents(path: path), let json = try? zip.bytes(of: DecisionManifest.name),
            let manifest = try? JSONDecoder().decode(DecisionManifest.self, from: Data(json)), manifest.format == DecisionManifest.form
        else {
            throw Refusal(
                .invalid, "no-decision-file", "\(path) 不是认定决定卷宗，或已损坏得无法读取。", "\(path) is no decision file, or too damaged to be read.")
        }
        var faults: [Phrase] = []
        for file in manifest.files {
            guard let bytes = try? zip.bytes(of: file.name) else {
                faults.append(Phrase("缺少文件 \(file.name)。", "\(file.name) is missing."))
                continue
            }
            if bytes.count != file.size || Digest.of(bytes) != file.sha256 {
                faults.append(Phrase("文件 \(file.name) 被改动过。", "\(file.name) was changed."))
            }
        }
        let known = Set(manifest.files.map(\.name) + [DecisionManifest.name, DecisionArchive.sumsName])
        for name in zip.names where !known.contains(name) { faults.append(Phrase("多出文件 \(name)。", "\(name) was added.")) }
        if Set(zip.names).count != zip.names.count { faults.append(Phrase("有重名的文件。", "A name stands twice.")) }
        if Digest.of(Array(manifest.sums.utf8)) != manifest.root { faults.append(Phrase("清单与总哈希不符。", "The manifest does not agree with its own hash.")) }
        if (try? zip.bytes(of: DecisionArchive.sumsName)) != Array(manifest.sums.utf8) { faults.append(Phrase("SHA256SUMS 被改动过。", "SHA256SUMS was changed.")) }
        let ledger = (try? zip.bytes(of: DecisionArchive.ledgerName)).flatMap { try? JSONDecoder().decode(LedgerExtract.self, from: Data($0)) }
        if let ledger {
            for fault in ledger.faults() { faults.append(Phrase("操作记录不符：\(fault)。", "The ledger extract does not agree: \(fault).")) }
        } else {
            faults.append(Phrase("没有操作记录。", "There is no ledger extract."))
        }
        (application, madeAt, reader, root) = (manifest.application, manifest.madeAt, manifest.reader, manifest.root)
        (files, self.faults, extract) = (manifest.files.count, faults, ledger)
    }
}
