import Kernel
import Language
import Venues

extension ActivityForm {
    /// A content as the form's values, by field name; what is absent is left out.
    static func values(of content: ActivityContent, version: Int) -> [String: String] {
        var out: [String: String] = [
            "kind": content.kind.rawValue, "mode": content.mode.rawValue, "themes": content.themes.joined(separator: " "),
            "zone": content.zone.name, "version": String(version),
        ]
        put(content.title, "title", in: &out)
        put(content.summary, "summary", in: &out)
        put(content.description, "description", in: &out)
        put(content.audience, "audience", in: &out)
        put(content.fee, "fee", in: &out)
        put(content.bookingNote, "booking_note", in: &out)
        put(content.place?.name, "place", in: &out)
        put(content.place?.address, "address", in: &out)
        out["age_min"] = content.ageMin.map { String($0) }
        out["age_max"] = content.ageMax.map { String($0) }
        out["venue"] = content.venue?.text
        out["region"] = content.venue == nil ? content.region : nil
        out["latitude"] = content.place?.point.map { String($0.latitude) }
        out["longitude"] = content.place?.point.map { String($0.longitude) }
        out["online_url"] = content.onlineURL
        out["cost"] = content.isFree.map { $0 ? "free" : "paid" }
        out["contact"] = content.contact
        (out["image_url"], out["image_credit"]) = (content.imageURL, content.imageCredit)
        out["capacity"] = content.capacity.map { String($0) }
        (out["period_begin"], out["period_end"]) = (content.period?.begin.iso, content.period?.end.iso)
        for need in content.access { out["access_\(need.rawValue)"] = "1" }
        return out
    }

    private static func put(_ wording: Wording?, _ name: String, in out: inout [String: String]) {
        guard let wording else { return }
        out[name + "_zh"] = wording.zh
        out[name + "_en"] = wording.en
    }
}
