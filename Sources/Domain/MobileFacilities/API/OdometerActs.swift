import API
import Kernel
import Storage
import Web

/// A facility for those who keep it at `/api/v1`, and the readings of its odometer.
enum OdometerActs {
    static let operations = [entry, readings, add]

    private static let id = APIParameter.path("id", "设施的标识", "The facility's identity")
    private static let permissions = [MobileFacilities.keep]

    private static func example(_ zh: String, _ en: String, _ body: @escaping @Sendable (Facility, Transaction) throws -> String?) -> APIActExample {
        APIActExample(Phrase(zh, en)) { tx in
            guard let found = try tx.row("SELECT * FROM mobilefacilities_facility WHERE kind = \(FacilityContent.Kind.caravan) ORDER BY id LIMIT 1", Facility.init) else { return nil }
            return ([("id", found.id.text)], try body(found, tx))
        }
    }

    private static let entry = APIOperation.read(
        APIAct(
            "/facilities/{id}/entry", name: "readFacilityEntry", Phrase("设施的登记，供更改之用", "A facility as it is registered, for changing it"), permissions, [id],
            examples: [example("一辆大篷车", "A caravan") { _, _ in nil }]), FacilityTold.record)

    private static let readings = APIOperation.list(
        APIAct("/facilities/{id}/readings", name: "listReadings", Phrase("里程读数", "Readings of the odometer"), says: Phrase("新的在前，最多 500 个。", "The newest first, at most 500."), permissions, [id],
            examples: [example("一辆大篷车的", "Of a caravan") { _, _ in nil }]), of: json
    ) { request, tx in
        let facility = try tx.requireFacility(try request.id("id", of: Facility.noun), for: request.identity)
        return request.call.page(of: try tx.readings(of: facility.id)) { $0.id.text }
    }

    private static let form = APIForm(FacilityForm.reading)

    private static let add = APIOperation.act(
        APIAct(
            "/facilities/{id}/readings", name: "addReading", Phrase("记里程", "Note a reading of the odometer"),
            says: Phrase("比上次小的要写明原因（why、says）；答复是记下之后的登记。", "One that is lower than the last says why (“why”, “says”); answers the register as it is then."), permissions, [id],
            examples: [
                example("今天的读数", "Today's") { facility, tx in
                    let last = try tx.readings(of: facility.id).first
                    return JSONText.object([("read_on", JSONText.quote(tx.now.day(in: .china).iso)), ("shown", String((last?.shown ?? 10_000) + 120))])
                }
            ]),
        APIBodySchema(form.schema("NewReading", isNew: true), form: form), FacilityTold.record
    ) { request, told, tx in
        let reading = try form.reading(request.body)
        guard let draft = ReadingDraft(reading) else { throw APIRefusal.body(form.flaws(of: reading)) }
        try tx.addReading(draft, of: told.facility.id, by: request.identity)
    }

    private static let json = APIObject<OdometerReading>("OdometerReading") {
        APIField("id", .id, "标识", "Its identity") { $0.id.text }
        APIField("read_on", .day, "读数日期", "The day on which it was read") { $0.readOn }
        APIField("shown", .integer, "里程表读数（公里）", "What the odometer showed (km)") { Int($0.shown) }
        APIField("total", .integer, "累计里程，连同换下的里程表（公里）", "What it ran in all, with odometers that were replaced (km)") { Int($0.total) }
        APIField("why", .orNull(.choice(OdometerReading.Why.self)), "读数变小的原因", "Why it is lower than the one before") { $0.why }
        APIField("says", .text, "说明", "What was said of it") { $0.says }
    }
}
