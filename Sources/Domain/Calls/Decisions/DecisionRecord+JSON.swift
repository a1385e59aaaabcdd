import Declaration
import Foundation
import Kernel
import Language
import Storage
import Venues

extension DecisionRecord {
    /// The parts of the file for machines, a JSON text each; names are those of the scheme's and of the tables' own words.
    var texts: [(name: String, json: String)] {
        var out: [(name: String, json: String)] = [("scheme.json", scheme.prettyJSON), ("call.json", view.call.record.value.prettyJSON)]
        for one in versions { out.append(("application/v\(one.number).json", json(one).prettyJSON)) }
        out += [
            ("application/opinions.json", DeclaredValue.list(opinions.map(json)).prettyJSON), ("application/remarks.json", DeclaredValue.list(remarks.map(json)).prettyJSON),
            ("review/sheets.json", DeclaredValue.list(sheets.map(json)).prettyJSON), ("meetings.json", DeclaredValue.list(meetings.map(json)).prettyJSON),
            ("notices.json", DeclaredValue.list(notices.map(json)).prettyJSON),
        ]
        if reader != .applicant {
            out.append(("review/conflicts.json", DeclaredValue.list(conflicts.map { .record(of: ["expert": $0.expert, "why": $0.why.map(\.rawValue)]) }).prettyJSON))
            out.append(("objections.json", DeclaredValue.list(objections.map(json)).prettyJSON))
        }
        if let inspection { out.append(("inspection.json", json(inspection).prettyJSON)) }
        if !papers.isEmpty {
            out.append(("attachments.json", DeclaredValue.list(papers.map { .record(of: ["file": $0.path, "name": $0.name, "size": $0.size, "sha256": $0.digest]) }).prettyJSON))
        }
        if let title { out.append(("title.json", json(title).prettyJSON)) }
        if !years.isEmpty { out.append(("assessments.json", DeclaredValue.list(years.map(\.json)).prettyJSON)) }
        return out
    }

    private var scheme: DeclaredValue { .record(of: ["version": view.scheme.version, "scheme": view.scheme.body]) }

    private func json(_ one: Version) -> DeclaredValue {
        .record(of: [
            "version": one.number, "made_at": one.madeAt.iso, "is_fixed": one.isFrozen, "digest": one.digest,
            "answers": DeclaredValue.record(one.body.answers.mapValues { .text($0) }),
        ])
    }

    private func json(_ one: Opinion) -> DeclaredValue {
        .record(of: [
            "step": one.step, "version": one.version, "verdict": one.verdict, "says": one.says, "by": one.by.map { Phrase($0.zh, $0.en ?? $0.zh) }, "made_at": one.madeAt.iso,
        ])
    }

    private func json(_ one: (version: Int, field: String, says: String)) -> DeclaredValue {
        .record(of: ["version": one.version, "field": one.field, "says": one.says])
    }

    private func json(_ sheet: Sheet) -> DeclaredValue {
        let isFull = reader != .applicant
        return .record(of: [
            "expert": judges[sheet.expertID] ?? "", "state": sheet.state.rawValue, "total_thousandths": sheet.total,
            "signed_at": sheet.signedAt?.iso, "scores": isFull ? DeclaredValue.record(sheet.scores.mapValues { .integer(Int64($0)) }) : nil,
            "comment": isFull ? sheet.comment : nil, "chosen_because": isFull ? sheet.reason : nil,
            "replaced_at": sheet.replacedAt?.iso, "replaced_because": isFull && sheet.replacedAt != nil ? sheet.replacedBecause : nil,
        ])
    }

    private func json(_ one: (meeting: Meeting, item: Meeting.Item)) -> DeclaredValue {
        let isFull = reader != .applicant
        return .record(of: [
            "held_on": one.meeting.heldOn, "outcome": one.item.outcome.rawValue, "says": one.item.says, "recused": one.item.recused,
            "present": one.meeting.present, "minutes": isFull ? one.meeting.minutes : nil,
        ])
    }

    private func json(_ one: (notice: Notice, item: Notice.Item)) -> DeclaredValue {
        .record(of: [
            "title": Phrase(one.notice.title.zh, one.notice.title.en ?? one.notice.title.zh), "begins_on": one.notice.begin, "ends_on": one.notice.end,
            "working_days": one.notice.workdays, "first_day_counts": one.notice.countsFirstDay, "state": one.notice.state.rawValue,
            "action": one.item.action.rawValue, "position": one.item.position, "outcome": one.item.outcome, "address": "/notices/\(one.notice.id.text)",
        ])
    }

    /// To the office only that there was one, on which day, and what came of it: the ground and the answer of the supervision office are
    /// written to whoever objected, and may tell who that is; so may the very minute.
    private func json(_ one: (objection: Objection, secret: ObjectionSecret?)) -> DeclaredValue {
        guard one.secret != nil else {
            return .record(of: [
                "kind": one.objection.kind.rawValue, "state": one.objection.state.rawValue, "decided": one.objection.decided?.rawValue,
                "received_on": one.objection.receivedAt.day(in: Notice.zone),
            ])
        }
        return .record(of: [
            "kind": one.objection.kind.rawValue, "state": one.objection.state.rawValue, "received_at": one.objection.receivedAt.iso, "ground": one.objection.ground,
            "answer": one.objection.answer, "name": one.secret?.name, "contact": one.secret?.contact, "facts": one.secret?.facts,
        ])
    }

    private func json(_ one: Inspection) -> DeclaredValue {
        .record(of: [
            "held_on": one.heldOn, "inspectors": one.inspectors, "says": one.says, "written_at": one.madeAt.iso,
            "findings": DeclaredValue.record(one.findings.mapValues { .record(of: ["verdict": $0.verdict?.rawValue, "says": $0.says]) }),
        ])
    }

    private func json(_ title: Title) -> DeclaredValue {
        .record(of: [
            "number": title.number, "state": title.state.rawValue, "granted_on": title.grantedOn, "valid_until": title.validUntil, "ended_on": title.endedOn,
            "ground": title.ground, "clause": title.clause, "address": "/verify/\(title.code)",
        ])
    }
}
