import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/keys`: with which keys authorities sign, and another key in place of one.
enum KeyRoutes {
    static let item = DeskItem("/desk/keys", "签发密钥", "Issuer keys", permission: Calls.keys, in: .system, order: 95)

    static let routes: [Route] = [
        .get("/desk/keys", .permitted(Calls.keys)) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try KeyPage(for: identity, in: tx) }.answer(visit)
        },
        .post("/desk/keys/{authority}/rotation", .permitted(Calls.keys)) { visit in
            let (identity, id): (Identity, ID<Organisation>) = (try visit.signedIn(), try visit.id("authority", of: Phrase("认定机关", "authority")))
            return try await visit.making { tx in
                _ = try tx.rotateIssuerKey(of: id, by: identity)
                return Made(at: "/desk/keys", saying: Phrase("已换用新的密钥；旧密钥的公开部分仍然公布，以前签发的凭证照常查验。", "A new key signs from now on. The old public key stays published, so what it signed is still good."))
            }
        },
    ]
}

struct KeyPage: Sendable {
    struct Line: Sendable {
        let key: IssuerKey
        let authority: Wording
    }

    let lines: [Line]

    init(for identity: Identity, in tx: Transaction) throws {
        let reach = try OrganisationReach.condition("k.authority_id", identity.scopes(of: Calls.keys))
        lines = try tx.rows(
            """
            SELECT k.*, o.name_zh AS authority_zh, o.name_en AS authority_en FROM calls_key k JOIN view_venues_organisation o ON o.id = k.authority_id
            WHERE \(sql: reach) ORDER BY o.name_zh, k.authority_id, k.made_at DESC, k.id DESC LIMIT 500
            """) { Line(key: try IssuerKey($0), authority: try $0.wording("authority")) }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("签发密钥", "Issuer keys"),
            lede: Phrase("每个认定机关用自己的密钥签发凭证。私钥由服务器密钥封存，从不显示；公钥在 /.well-known/keys.json 公布，换下的也一直保留。", "Each authority signs its credentials with a key of its own. The private part lies sealed and is never shown; public keys stand at /.well-known/keys.json, replaced ones too.")
        ) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有密钥", "No key yet")) }
                    p { visit.say(Phrase("机关授予第一个称号时，密钥会自动生成。", "An authority's key is made with the first title that it grants.")) }
                }
            } else {
                table(visit)
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        for title in [Phrase("认定机关", "Authority"), Phrase("密钥", "Key"), Phrase("生成", "Made"), Phrase("状态", "State")] { th(.scope("col")) { visit.say(title) } }
                    }
                }
                tbody {
                    for line in lines {
                        tr {
                            th(.scope("row")) { visit.html(line.authority) }
                            td(.data("label", visit.say(Phrase("密钥", "Key")))) { a(.href("/keys/\(line.key.id)")) { line.key.id.text } }
                            td(.data("label", visit.say(Phrase("生成", "Made")))) { Dates.plain(line.key.madeAt.day(in: .china), visit.language) }
                            td(.data("label", visit.say(Phrase("状态", "State")))) {
                                if let retired = line.key.retiredAt {
                                    let day = retired.day(in: .china)
                                    visit.say(Phrase("\(Dates.plain(day, .zh))换下", "replaced \(Dates.plain(day, .en))"))
                                } else {
                                    visit.postButton(Phrase("换用新密钥", "Replace it"), posts: "/desk/keys/\(line.key.authorityID.text)/rotation", style: "", makes: true)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
