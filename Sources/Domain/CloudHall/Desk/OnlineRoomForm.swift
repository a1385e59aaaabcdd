import Activities
import Kernel
import Rooms
import Storage
import Web

/// How a session is attended online, on the desk's form of the session.
enum OnlineRoomForm {
    static let part = FormPart(
        on: Activities.sessionForm,
        form: Form(
            FormField(
                "hall_join_url", "线上观看的进入链接", "Link to join online", .webAddress,
                hint: Phrase("直播间或会议的网址。观众从云展厅进入，链接不会公开显示。", "Of the stream or meeting. Viewers go there through the cloud hall; the link itself is not shown.")),
            FormField(
                "hall_opens_minutes", "提前几分钟可进入", "Opens so many minutes before", .integer(0...Int64(OnlineRoom.mostMinutes)), hint: Phrase("不填为 15", "Empty is 15")),
            FormField(
                "hall_only_way", "只能从云展厅进入", "The cloud hall is the only way in", .checkbox,
                hint: Phrase("勾选后，云展厅的人数视为覆盖了整个场次。", "Then the hall's count covers the whole session.")),
            FormField("hall_recording_url", "回放链接", "Link to the recording", .webAddress, hint: Phrase("活动结束后可在云展厅观看", "To be watched in the cloud hall afterwards"))),
        values: { tx, subject in
            guard let session = try tx.session(anywhere: ID(subject)), let room = try tx.onlineRoom(of: session) else { return [:] }
            var values = ["hall_opens_minutes": String(room.opensMinutes)]
            if let link = room.joinURL { values["hall_join_url"] = link }
            if let link = room.recordingURL { values["hall_recording_url"] = link }
            if room.isOnlyWay { values["hall_only_way"] = "1" }
            return values
        },
        save: { tx, subject, reading, actor in
            guard let session = try tx.session(anywhere: ID(subject)) else { throw Refusal.notFound(ActivitySession.noun) }
            let room = OnlineRoom(
                activity: session.activity, session: session.id, joinURL: reading.textOrNil("hall_join_url"),
                opensMinutes: reading.integer("hall_opens_minutes").map { Int($0) } ?? 15, isOnlyWay: reading.isChecked("hall_only_way"),
                recordingURL: reading.textOrNil("hall_recording_url"))
            do { try tx.put(room, by: actor) } catch let refusal as Refusal {
                var named = refusal
                named.field = refusal.field.map { "hall_" + $0 }
                throw named
            }
        })
}
