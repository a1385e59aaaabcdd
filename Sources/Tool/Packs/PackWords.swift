import Kernel
import Packs

extension PackSignature.Verdict {
    /// One sentence for a person.
    /// - Parameter hasKeys: whether keys were given with which it could have been checked.
    func phrase(_ manifest: PackManifest, hasKeys: Bool) -> Phrase {
        switch self {
        case .good: Phrase("签名有效，由 \(manifest.signedBy) 签发。", "The signature is good: \(manifest.signedBy).")
        case .unknownKey where hasKeys: Phrase("签名用的密钥 \(manifest.signedBy) 不在所给的公钥里，来源无法确认。", "The key \(manifest.signedBy) of the signature is not among the keys given; who issued the pack is not known.")
        case .unknownKey: Phrase("没有给出公钥（--keys），签名没有检查。", "No keys were given (--keys), so the signature was not checked.")
        case .bad: Phrase("签名不对：这个资源包不是 \(manifest.signedBy) 签发的，请勿使用。", "The signature is bad: \(manifest.signedBy) did not issue this pack. Do not use it.")
        case .damaged: Phrase("签名缺失或已损坏。请从另一份副本修复。", "The signature is missing or damaged. Repair the pack from another copy.")
        }
    }
}

extension PackVerdict.State {
    var phrase: Phrase {
        switch self {
        case .whole: Phrase("完好", "whole")
        case .missing: Phrase("缺失", "missing")
        case .damaged(let pieces) where pieces.isEmpty: Phrase("比应有的长", "longer than it should be")
        case .damaged(let pieces): Phrase("\(pieces.count) 块损坏", pieces.count == 1 ? "1 piece damaged" : "\(pieces.count) pieces damaged")
        }
    }
}
