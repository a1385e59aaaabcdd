import API

/// The public record of an activity for machines: the same at `/activities/{id}.json` and at `/api/v1/activities/{id}`.
enum ActivityJSON {
    static func text(_ model: PublicActivity) -> String { PublicActivity.json.json(model) }
}
