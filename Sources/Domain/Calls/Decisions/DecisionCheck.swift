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
    /// Who signed it, as far as is known: a sentence.
    package let signed: Phrase
    /// Whether the signature is good, and its key one that is known; nil: nobody said which keys are.
    package let isKnown: Bool?

    /// - known: the keys that are known; nil: whether the key is the authority's is not looked into.
    /// - Throws: a refusal where the file is no decision file at all.
    package init(path: String, known keys: KnownKeys? = nil) throws {
        guard let zip = try? ZipContents(path: path), let json = try? zip.bytes(of: DecisionManifest.name),
            let manifest = try? JSONDecoder().decode(DecisionManifest.self, from: Data(json)),
            [DecisionManifest.form, DecisionManifest.unsignedForm].contains(manifest.format)
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
        let isSigned = manifest.format == DecisionManifest.form
        let known = Set(manifest.files.map(\.name) + [DecisionManifest.name, DecisionArchive.sumsName] + (isSigned ? DecisionSignature.names : []))
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
        (signed, isKnown) = isSigned ? Self.signature(zip, json, manifest, keys, &faults) : (Self.unsigned, keys == nil ? nil : false)
        (application, madeAt, reader, root) = (manifest.application, manifest.madeAt, manifest.reader, manifest.root)
        (files, self.faults, extract) = (manifest.files.count, faults, ledger)
    }

    private static let unsigned = Phrase(
        "卷宗没有签名（旧格式）：只能说明它没有被改动，不能说明由谁制作。", "The file is not signed (its form is from before files were): it is whole, and who made it is not shown.")

    /// Holds the signature against the manifest and the key against those that are known.
    private static func signature(
        _ zip: ZipContents, _ json: [UInt8], _ manifest: DecisionManifest, _ keys: KnownKeys?, _ faults: inout [Phrase]
    ) -> (says: Phrase, isKnown: Bool?) {
        let authority = manifest.signer?.authority ?? ""
        guard let text = try? zip.bytes(of: DecisionSignature.name), let signature = DecisionSignature(json: text) else {
            faults.append(Phrase("缺少签名，或签名无法读取。", "The signature is missing or cannot be read."))
            return (Phrase("没有可核对的签名。", "There is no signature to check."), false)
        }
        let beside = signature.files.dropFirst().allSatisfy { file in (try? zip.bytes(of: file.name)) == file.bytes }
        if !beside { faults.append(Phrase("manifest.sig 或 key.pem 与 signature.json 不符。", "manifest.sig or key.pem does not agree with signature.json.")) }
        guard signature.isOf(json), manifest.signer?.key == signature.address else {
            faults.append(Phrase("签名与清单不符。", "The signature is not one of this manifest."))
            return (Phrase("签名无效。", "The signature is not good."), false)
        }
        guard let keys else {
            return (
                Phrase(
                    "卷宗自称由“\(authority)”签名，签名与随附的公钥相符；没有核对这把公钥是否真是该机关的。请用 --keys 给出 \(signature.address) 处公布的密钥，或用 --database。",
                    "The file says that “\(authority)” signed it, and the signature agrees with the key that came with it. Whether that key is theirs was not checked: give the keys published at \(signature.address) with --keys, or --database."),
                nil
            )
        }
        guard let says = keys.says(of: signature.publicKey) else {
            faults.append(Phrase("签名的密钥不在已知的密钥之中：卷宗自称由“\(authority)”签名。", "The key that signed is none of those that are known; the file says that “\(authority)” signed it."))
            return (Phrase("签名的密钥未知。", "The key that signed is not known."), false)
        }
        return (Phrase("由“\(authority)”签名：\(says.zh)。", "Signed by “\(authority)”: \(says.en)."), true)
    }
}
