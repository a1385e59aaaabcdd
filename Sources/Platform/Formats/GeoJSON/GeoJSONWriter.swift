/// Writes a FeatureCollection after RFC 7946, feature by feature.
///
/// Behind the features stands `numberReturned`, as the OGC's programs expect it.
package struct GeoJSONWriter: FormatWriter {
    private var json = JSONWriter()
    private var isFinished = false
    package private(set) var count = 0

    /// - Parameter head: members of the collection of our own, such as a title, a licence, or links.
    package init(head: [Datum.Member] = []) {
        json.beginObject()
        json.member("type", .text("FeatureCollection"))
        for member in head { json.member(member.key, member.value) }
        json.key("features")
        json.beginList()
    }

    package var pending: Int { json.pending }
    package mutating func drain() -> [UInt8] { json.drain() }

    /// Adds a feature; without a place its geometry is null, as the standard says of what is located nowhere.
    package mutating func add(id: String, geometry: GeoJSONGeometry?, properties: [Datum.Member]) {
        json.beginObject()
        json.member("type", .text("Feature"))
        json.member("id", .text(id))
        json.key("geometry")
        if let geometry { geometry.write(to: &json) } else { json.null() }
        json.member("properties", .object(properties))
        json.end()
        count += 1
    }

    package mutating func finish() { finish(tail: []) }

    /// Closes the list, says how many features it held, and writes `tail`: members of our own that are known only now.
    package mutating func finish(tail: [Datum.Member]) {
        guard !isFinished else { return }
        isFinished = true
        json.end()
        json.member("numberReturned", .integer(Int64(count)))
        for member in tail { json.member(member.key, member.value) }
        json.end()
    }
}
