import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/calls/{key}/days`: from when until when one may apply.
enum CallDaysRoutes {
    static let routes: [Route] = [
        .get("/desk/calls/{key}/days", .permitted(Calls.review)) { visit in try await page(visit).answer(visit) },
        .post("/desk/calls/{key}/days", .permitted(Calls.review)) { visit in
            var page = try await page(visit)
            page.reading = CallDaysPage.form.read(visit.posted)
            guard page.reading.isGood, let opens = page.reading.localTime("opens"), let closes = page.reading.localTime("closes") else { return page.answer(visit) }
            let (identity, key) = (try visit.signedIn(), page.call.key)
            do {
                try await visit.database.write { tx in try tx.set(CallDays(opens: opens, closes: closes), of: key, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see("/desk/calls/\(key)", saying: Phrase("申报时间已定，到时自动开始和截止。", "The days are set; the call opens and closes by itself."))
        },
    ]

    private static func page(_ visit: Visit) async throws -> CallDaysPage {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in
            let call = try tx.requireCall(key)
            try identity.require(Calls.review, within: try tx.organisationScopes(try tx.scheme(of: call).authorityID))
            return CallDaysPage(call)
        }
    }
}

struct CallDaysPage: Sendable {
    let call: Call
    var reading: FormReading

    static let form = Form(
        FormField("opens", "开始申报", "Opens", .localTime, required: true, hint: Phrase("北京时间。", "China's time.")),
        FormField(
            "closes", "截止申报", "Closes", .localTime, required: true,
            hint: Phrase("以服务器时间为准；征集开始后只能延后。", "By the server's clock; once the call is open it can only be put off.")))

    init(_ call: Call) {
        self.call = call
        let values = [("opens", call.opensAt), ("closes", call.closesAt)].compactMap { name, at in
            at.map { (name, $0.local(in: Notice.zone).text.replacing(" ", with: "T")) }
        }
        reading = Self.form.filled(Dictionary(uniqueKeysWithValues: values))
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("申报时间", "Days of the call"), lede: call.name.phrase,
            trail: [("/desk/calls", Phrase("征集与认定", "Calls and titles")), ("/desk/calls/\(call.key)", call.name.phrase)], status: reading.isGood ? 200 : 422
        ) {
            visit.formHTML(reading, action: "/desk/calls/\(call.key)/days", submit: Phrase("保存", "Keep"))
        }
    }
}
