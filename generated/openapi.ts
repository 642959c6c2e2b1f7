// Generated from openapi.yaml by "npm run generate". Do not edit.
export interface paths {
    "/api/{user_id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        /**
         * List tasks
         * @description The user's tasks, newest first unless `sort` says otherwise, a page at a time. Filters combine freely; a task is
         *     listed when it meets all of them. Ask for the next page with the `next_cursor` of the one before, the filters and
         *     `sort` unchanged; `null` means that there is none. A task that nobody touches while the pages are read appears
         *     exactly once.
         */
        get: operations["listTasks"];
        put?: never;
        /**
         * Create a task
         * @description Keeps a new task for the user. The server makes its id.
         */
        post: operations["createTask"];
        /**
         * Delete tasks
         * @description Moves all tasks that meet the filters to the trash; without a filter, all that there are. With `deleted=true`,
         *     deletes those in the trash for good.
         */
        delete: operations["deleteTasks"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/{user_id}/tasks/batch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do several things at once
         * @description Creates, updates, completes, deletes and restores tasks, one after the other and all or nothing: when one
         *     operation fails, none is done, and `failures` of the problem names each that failed, by its index; the status is
         *     that of the first. What an operation makes of a task, the next one meets.
         */
        post: operations["batchTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/{user_id}/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
                /**
                 * @description Which task.
                 * @example 019c32a8-093e-7e31-90df-6c8e12a50013
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        /**
         * Read a task
         * @description One task. With the `ETag` that the client has in `If-None-Match`, the answer is 304 while it is current.
         */
        get: operations["getTask"];
        /**
         * Replace a task
         * @description Replaces all that a client may write; optional members that are absent return to their defaults.
         *     A replacement by what already holds changes nothing, the version included.
         */
        put: operations["replaceTask"];
        post?: never;
        /**
         * Delete a task
         * @description Moves the task to the trash, from where `restoreTask` brings it back; there it is deleted for good after 30 days.
         *     Until then it is found by `listTasks` with `deleted=true` alone.
         */
        delete: operations["deleteTask"];
        options?: never;
        head?: never;
        /**
         * Update a task
         * @description JSON Merge Patch (RFC 7396): members that are present are set, `null` clears, absent members stay. What it makes
         *     of the task must be one: clearing `due_date` alone is refused (422) while there is a `due_time` or a `time_zone`.
         *     A patch to what already holds changes nothing, the version included.
         */
        patch: operations["updateTask"];
        trace?: never;
    };
    "/api/{user_id}/tasks/{task_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
                /**
                 * @description Which task.
                 * @example 019c32a8-093e-7e31-90df-6c8e12a50013
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Complete or reopen a task
         * @description Without a body, toggles: an open task is completed, a completed one reopened. With a body, sets; setting what
         *     already holds changes nothing, the version included, so a client that may repeat itself sends a body.
         */
        patch: operations["completeTask"];
        trace?: never;
    };
    "/api/{user_id}/tasks/{task_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
                /**
                 * @description Which task.
                 * @example 019c32a8-093e-7e31-90df-6c8e12a50013
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a task
         * @description Brings the task back from the trash, as it was.
         */
        post: operations["restoreTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description For a supervisor that restarts dead processes. Never touches the database.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * May requests be sent here?
         * @description For a load balancer. While the database answers, this asks it nothing, so that a serverless database may
         *     sleep; after a failure it asks at each probe until the database answers again.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The contract as YAML
         * @description This document, byte for byte as it is enforced.
         */
        get: operations["getContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The contract as JSON
         * @description This document as JSON, for tools that do not read YAML.
         */
        get: operations["getContractAsJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description The user whose task it is.
         * @example ada@example.com
         * @example auth0|507f1f77bcf86cd799439011
         */
        UserId: string;
        /**
         * @description What is to be done. At least one character that is not white space.
         * @example Buy oat milk
         */
        Title: string;
        /**
         * @description Whatever else there is to say.
         * @example The one in the blue carton
         */
        Description: string | null;
        /**
         * @description Whether the task is done.
         * @example false
         */
        Completed: boolean;
        /**
         * @description How much it matters, from `none` up to `urgent`.
         * @example high
         * @enum {string}
         */
        Priority: "none" | "low" | "medium" | "high" | "urgent";
        /**
         * Format: date
         * @description The day on which the task is due.
         * @example 2026-02-07
         */
        DueDate: string | null;
        /**
         * @description The time of day at which the task is due, `HH:MM`; only with `due_date`.
         * @example 18:30
         */
        DueTime: string | null;
        /**
         * Format: time-zone
         * @description The IANA name of the time zone of `due_date` and `due_time`; only with `due_date`. `null` means UTC.
         * @example Europe/Berlin
         */
        TimeZone: string | null;
        /**
         * @description A word to find tasks by, in upper and lower case as written. At least one character that is not white space.
         * @example shopping
         */
        Tag: string;
        /**
         * @description The task's tags, each once, in the order in which they were given.
         * @example [
         *       "shopping"
         *     ]
         */
        Tags: components["schemas"]["Tag"][];
        /**
         * @description The task's place in manual order, smallest first. To put a task between two others, give it a number between
         *     theirs. By default the instant of creation in milliseconds, so that new tasks come last.
         * @example 1770381296574
         */
        Position: number;
        /**
         * Format: date-time
         * @description An instant, RFC 3339 with any offset and up to nine decimals.
         * @example 2026-02-06T13:34:56+01:00
         */
        Moment: string;
        /**
         * Format: date-time
         * @description An instant, RFC 3339 in UTC with exactly three decimals.
         * @example 2026-02-06T12:34:56.789Z
         */
        Instant: string;
        /**
         * @description A task.
         * @example {
         *       "id": "019c32a8-093e-7e31-90df-6c8e12a50013",
         *       "user_id": "ada@example.com",
         *       "title": "Buy oat milk",
         *       "description": "The one in the blue carton",
         *       "completed": false,
         *       "completed_at": null,
         *       "priority": "high",
         *       "due_date": "2026-02-07",
         *       "due_time": "18:30",
         *       "time_zone": "Europe/Berlin",
         *       "due_at": "2026-02-07T17:30:00.000Z",
         *       "tags": [
         *         "shopping"
         *       ],
         *       "position": 1770381296574,
         *       "version": 1,
         *       "created_at": "2026-02-06T12:34:56.574Z",
         *       "updated_at": "2026-02-06T12:34:56.574Z",
         *       "deleted_at": null
         *     }
         */
        Task: {
            /**
             * Format: uuid
             * @description The task's id, a UUIDv7 made by the server.
             * @example 019c32a8-093e-7e31-90df-6c8e12a50013
             */
            readonly id: string;
            readonly user_id: components["schemas"]["UserId"];
            title: components["schemas"]["Title"];
            description: components["schemas"]["Description"];
            completed: components["schemas"]["Completed"];
            /**
             * Format: date-time
             * @description When the task was completed; kept while it is completed, null while it is open.
             * @example 2026-02-06T18:02:11.040Z
             */
            readonly completed_at: string | null;
            priority: components["schemas"]["Priority"];
            due_date: components["schemas"]["DueDate"];
            due_time: components["schemas"]["DueTime"];
            time_zone: components["schemas"]["TimeZone"];
            /**
             * Format: date-time
             * @description The instant at which the task is due: `due_date` and `due_time` in `time_zone`; without `due_time`, the last
             *     millisecond of that day there. A local time that a change of the clocks skips is taken with the offset from
             *     before the change, one that comes twice is the first of the two (as RFC 5545, 3.3.5, has it).
             * @example 2026-02-07T17:30:00.000Z
             */
            readonly due_at: string | null;
            tags: components["schemas"]["Tags"];
            position: components["schemas"]["Position"];
            /**
             * @description 1 at creation, one more on every change. Its quoted form is the `ETag`.
             * @example 1
             */
            readonly version: number;
            /** @description When the task was created. */
            readonly created_at: components["schemas"]["Instant"];
            /** @description When the task was last changed. */
            readonly updated_at: components["schemas"]["Instant"];
            /**
             * Format: date-time
             * @description When the task was moved to the trash; null while it is not there.
             * @example null
             */
            readonly deleted_at: string | null;
        };
        /**
         * @description A page of tasks.
         * @example {
         *       "items": [],
         *       "next_cursor": null
         *     }
         */
        TaskPage: {
            /** @description The tasks of this page. */
            items: components["schemas"]["Task"][];
            /**
             * @description The `cursor` of the next page, null on the last one.
             * @example null
             */
            next_cursor: string | null;
            /**
             * @description How many tasks meet the filters; there if `include=total` asks for it.
             * @example 1
             */
            total?: number;
        };
        /**
         * @description All of a task that a client may write. `due_time` and `time_zone` are only for a task that has a `due_date`.
         * @example {
         *       "title": "Buy oat milk",
         *       "description": "The one in the blue carton"
         *     }
         */
        NewTask: {
            title: components["schemas"]["Title"];
            /** @default null */
            description: components["schemas"]["Description"];
            /** @default false */
            completed: components["schemas"]["Completed"];
            /** @default none */
            priority: components["schemas"]["Priority"];
            /** @default null */
            due_date: components["schemas"]["DueDate"];
            /** @default null */
            due_time: components["schemas"]["DueTime"];
            /** @default null */
            time_zone: components["schemas"]["TimeZone"];
            /** @default [] */
            tags: components["schemas"]["Tags"];
            position?: components["schemas"]["Position"];
        };
        /**
         * @description The members of a task to change (RFC 7396).
         * @example {
         *       "priority": "high",
         *       "description": null
         *     }
         */
        TaskPatch: {
            title?: components["schemas"]["Title"];
            description?: components["schemas"]["Description"];
            completed?: components["schemas"]["Completed"];
            priority?: components["schemas"]["Priority"];
            due_date?: components["schemas"]["DueDate"];
            due_time?: components["schemas"]["DueTime"];
            time_zone?: components["schemas"]["TimeZone"];
            tags?: components["schemas"]["Tags"];
            position?: components["schemas"]["Position"];
        };
        /**
         * Format: uuid
         * @description Which task.
         * @example 019c32a8-093e-7e31-90df-6c8e12a50013
         */
        TaskId: string;
        /**
         * @description Do it only if the task has this version when its turn comes.
         * @example 1
         */
        IfVersion: number;
        /**
         * @description Operations on tasks, to be done in this order.
         * @example {
         *       "operations": [
         *         {
         *           "op": "delete",
         *           "task_id": "019c32a8-093e-7e31-90df-6c8e12a50013"
         *         }
         *       ]
         *     }
         */
        Batch: {
            /** @description The operations. */
            operations: components["schemas"]["BatchOperation"][];
        };
        /**
         * @description One operation of a batch.
         * @example {
         *       "op": "delete",
         *       "task_id": "019c32a8-093e-7e31-90df-6c8e12a50013"
         *     }
         */
        BatchOperation: components["schemas"]["BatchCreate"] | components["schemas"]["BatchUpdate"] | components["schemas"]["BatchComplete"] | components["schemas"]["BatchDelete"] | components["schemas"]["BatchRestore"];
        /**
         * @description Creates a task.
         * @example {
         *       "op": "create",
         *       "task": {
         *         "title": "Buy bread"
         *       }
         *     }
         */
        BatchCreate: {
            /**
             * @description What to do. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            op: "create";
            task: components["schemas"]["NewTask"];
        };
        /**
         * @description Updates a task, as updateTask does.
         * @example {
         *       "op": "update",
         *       "task_id": "019c32a8-093e-7e31-90df-6c8e12a50013",
         *       "changes": {
         *         "priority": "high"
         *       }
         *     }
         */
        BatchUpdate: {
            /**
             * @description What to do. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            op: "update";
            task_id: components["schemas"]["TaskId"];
            if_version?: components["schemas"]["IfVersion"];
            changes: components["schemas"]["TaskPatch"];
        };
        /**
         * @description Completes or reopens a task, as completeTask does; toggles where `completed` is left out.
         * @example {
         *       "op": "complete",
         *       "task_id": "019c32a8-093e-7e31-90df-6c8e12a50013"
         *     }
         */
        BatchComplete: {
            /**
             * @description What to do. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            op: "complete";
            task_id: components["schemas"]["TaskId"];
            if_version?: components["schemas"]["IfVersion"];
            completed?: components["schemas"]["Completed"];
        };
        /**
         * @description Moves a task to the trash.
         * @example {
         *       "op": "delete",
         *       "task_id": "019c32a8-093e-7e31-90df-6c8e12a50013"
         *     }
         */
        BatchDelete: {
            /**
             * @description What to do. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            op: "delete";
            task_id: components["schemas"]["TaskId"];
            if_version?: components["schemas"]["IfVersion"];
        };
        /**
         * @description Brings a task back from the trash.
         * @example {
         *       "op": "restore",
         *       "task_id": "019c32a8-093e-7e31-90df-6c8e12a50013"
         *     }
         */
        BatchRestore: {
            /**
             * @description What to do. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            op: "restore";
            task_id: components["schemas"]["TaskId"];
            if_version?: components["schemas"]["IfVersion"];
        };
        /**
         * @description What has become of it.
         * @example {
         *       "results": []
         *     }
         */
        BatchResult: {
            /** @description For each operation, in the same order, the task as it left it. */
            results: {
                /**
                 * @description What was done.
                 * @example update
                 * @enum {string}
                 */
                op: "create" | "update" | "complete" | "delete" | "restore";
                task: components["schemas"]["Task"];
            }[];
        };
        /**
         * @description Whether the task is to be completed or open.
         * @example {
         *       "completed": true
         *     }
         */
        Completion: {
            completed: components["schemas"]["Completed"];
        };
        /**
         * @description What was deleted.
         * @example {
         *       "deleted": 3
         *     }
         */
        Deletion: {
            /**
             * @description How many tasks.
             * @example 3
             */
            deleted: number;
        };
        /**
         * @description The state of the server.
         * @example {
         *       "status": "ok"
         *     }
         */
        Health: {
            /**
             * @description Always `ok`; the status of the answer says the rest.
             * @example ok
             * @constant
             */
            status: "ok";
        };
        /**
         * @description The machine-readable name of a problem.
         * @example urn:problem-type:task-api:not_found
         * @enum {string}
         */
        ProblemType: "urn:problem-type:task-api:malformed_request" | "urn:problem-type:task-api:not_found" | "urn:problem-type:task-api:method_not_allowed" | "urn:problem-type:task-api:not_acceptable" | "urn:problem-type:task-api:conflict" | "urn:problem-type:task-api:precondition_failed" | "urn:problem-type:task-api:payload_too_large" | "urn:problem-type:task-api:unsupported_media_type" | "urn:problem-type:task-api:validation_failed" | "urn:problem-type:task-api:idempotency_key_reused" | "urn:problem-type:task-api:internal_error" | "urn:problem-type:task-api:unavailable";
        /**
         * @description Why a request was not served (RFC 9457).
         * @example {
         *       "type": "urn:problem-type:task-api:not_found",
         *       "title": "Not found",
         *       "status": 404,
         *       "detail": "This user has no task 019c32a8-093e-7e31-90df-6c8e12a50013.",
         *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11"
         *     }
         */
        Problem: {
            type: components["schemas"]["ProblemType"];
            /**
             * @description The type, for people.
             * @example Not found
             */
            title: string;
            /**
             * @description The status of the answer.
             * @example 404
             */
            status: number;
            /**
             * @description What went wrong and what to do next, for people.
             * @example This user has no task 019c32a8-093e-7e31-90df-6c8e12a50013.
             */
            detail: string;
            /**
             * Format: uuid
             * @description The id of the request; the server's log has the rest under it.
             * @example 6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11
             */
            instance: string;
            failures?: components["schemas"]["BatchFailures"];
            /**
             * @description There, and `unknown`, on a 503 of a change of which it is not known whether it was made. Without it, nothing
             *     was changed.
             * @constant
             */
            outcome?: "unknown";
        };
        /**
         * @description A problem that lists each violation of the contract.
         * @example {
         *       "type": "urn:problem-type:task-api:validation_failed",
         *       "title": "Validation failed",
         *       "status": 422,
         *       "detail": "The request breaks the contract in one place. See violations.",
         *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11",
         *       "violations": [
         *         {
         *           "in": "body",
         *           "pointer": "/title",
         *           "code": "required",
         *           "message": "is required"
         *         }
         *       ]
         *     }
         */
        ValidationProblem: {
            type: components["schemas"]["ProblemType"];
            /**
             * @description The type, for people.
             * @example Validation failed
             */
            title: string;
            /**
             * @description The status of the answer.
             * @example 422
             * @constant
             */
            status: 422;
            /**
             * @description What went wrong and what to do next, for people.
             * @example The request breaks the contract in 2 places. See violations.
             */
            detail: string;
            /**
             * Format: uuid
             * @description The id of the request; the server's log has the rest under it.
             * @example 6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11
             */
            instance: string;
            /** @description Every violation, not only the first, up to 1,000. The items of a list that is too long are not looked at. */
            violations: components["schemas"]["Violation"][];
            failures?: components["schemas"]["BatchFailures"];
        };
        /**
         * @description Of a batch, each operation that failed. None was done.
         * @example [
         *       {
         *         "index": 1,
         *         "type": "urn:problem-type:task-api:not_found",
         *         "status": 404,
         *         "detail": "This user has no task 019c32a8-093e-7e31-90df-6c8e12a50013."
         *       }
         *     ]
         */
        BatchFailures: {
            /**
             * @description The place of the operation in the batch, from 0.
             * @example 1
             */
            index: number;
            type: components["schemas"]["ProblemType"];
            /**
             * @description The status that it would have had alone.
             * @example 404
             */
            status: number;
            /**
             * @description What went wrong and what to do next, for people.
             * @example This user has no task 019c32a8-093e-7e31-90df-6c8e12a50013.
             */
            detail: string;
        }[];
        /**
         * @description One place at which a request breaks the contract.
         * @example {
         *       "in": "body",
         *       "pointer": "/title",
         *       "code": "required",
         *       "message": "is required"
         *     }
         */
        Violation: {
            /**
             * @description The part of the request.
             * @example body
             * @enum {string}
             */
            in: "body" | "query" | "path" | "header";
            /**
             * @description The parameter, where the part is query, path or header.
             * @example limit
             */
            name?: string;
            /**
             * Format: json-pointer
             * @description A JSON Pointer (RFC 6901) into the body, where the part is the body; empty for the whole.
             * @example /title
             */
            pointer?: string;
            /**
             * @description The rule that was broken, in snake case; mostly the name of a JSON Schema keyword.
             * @example max_length
             */
            code: string;
            /**
             * @description The rule, for people.
             * @example must be at most 200 characters
             */
            message: string;
        };
    };
    responses: {
        /** @description The task as it now is. */
        Task: {
            headers: {
                ETag: components["headers"]["ETag"];
                "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "id": "019c32a8-093e-7e31-90df-6c8e12a50013",
                 *       "user_id": "ada@example.com",
                 *       "title": "Buy oat milk",
                 *       "description": null,
                 *       "completed": true,
                 *       "completed_at": "2026-02-06T18:02:11.040Z",
                 *       "priority": "none",
                 *       "due_date": null,
                 *       "due_time": null,
                 *       "time_zone": null,
                 *       "due_at": null,
                 *       "tags": [],
                 *       "position": 1770381296574,
                 *       "version": 2,
                 *       "created_at": "2026-02-06T12:34:56.574Z",
                 *       "updated_at": "2026-02-06T18:02:11.040Z",
                 *       "deleted_at": null
                 *     }
                 */
                "application/json": components["schemas"]["Task"];
            };
        };
        /**
         * @description The request cannot be read: broken JSON, percent-encoding or UTF-8, a NUL or a lone surrogate, a member
         *     given twice, a number that cannot be kept exactly.
         */
        MalformedRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:problem-type:task-api:malformed_request",
                 *       "title": "Malformed request",
                 *       "status": 400,
                 *       "detail": "The body is not JSON. Check it with a JSON parser and send it again.",
                 *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such task of this user. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:problem-type:task-api:not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "This user has no task 019c32a8-093e-7e31-90df-6c8e12a50013.",
                 *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The answer has no media type that `Accept` allows. */
        NotAcceptable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:problem-type:task-api:not_acceptable",
                 *       "title": "Not acceptable",
                 *       "status": 406,
                 *       "detail": "This operation answers application/json. Name it in Accept, or leave Accept out.",
                 *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is in order, but the state that it meets does not allow it. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:problem-type:task-api:conflict",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "The task 019c32a8-093e-7e31-90df-6c8e12a50013 is not in the trash, so there is nothing to restore.",
                 *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The task has another version than `If-Match` names; nothing was changed. */
        PreconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:problem-type:task-api:precondition_failed",
                 *       "title": "Precondition failed",
                 *       "status": 412,
                 *       "detail": "The task has version 4 by now. Read it again and decide anew.",
                 *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than 1 MiB. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:problem-type:task-api:payload_too_large",
                 *       "title": "Payload too large",
                 *       "status": 413,
                 *       "detail": "The body is larger than 1048576 bytes. Send less.",
                 *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body's `Content-Type`, charset or `Content-Encoding` is not one that this operation reads. */
        UnsupportedMediaType: {
            headers: {
                Accept: components["headers"]["Accept"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:problem-type:task-api:unsupported_media_type",
                 *       "title": "Unsupported media type",
                 *       "status": 415,
                 *       "detail": "This operation reads application/json in UTF-8. Say so in Content-Type.",
                 *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request can be read but breaks this contract; `violations` lists all of it. */
        ValidationFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:problem-type:task-api:validation_failed",
                 *       "title": "Validation failed",
                 *       "status": 422,
                 *       "detail": "The request breaks the contract in 2 places. See violations.",
                 *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11",
                 *       "violations": [
                 *         {
                 *           "in": "body",
                 *           "pointer": "/title",
                 *           "code": "max_length",
                 *           "message": "must be at most 200 characters"
                 *         },
                 *         {
                 *           "in": "query",
                 *           "name": "limit",
                 *           "code": "maximum",
                 *           "message": "must be at most 100"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["ValidationProblem"];
            };
        };
        /** @description The server failed. The cause is in its log, under the id in `instance`. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:problem-type:task-api:internal_error",
                 *       "title": "Internal error",
                 *       "status": 500,
                 *       "detail": "The server failed. Report the instance of this problem to its operator.",
                 *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The server cannot serve this now: its database cannot be reached, it has more requests than it can serve, or it
         *     is about to stop. Nothing was changed, unless `outcome` is `unknown`, because the connection to the database was
         *     lost, or it did not answer in time, after the change had been sent. Then a request with an `Idempotency-Key` may be sent
         *     again as it is; before another is, look whether it was done.
         */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:problem-type:task-api:unavailable",
                 *       "title": "Unavailable",
                 *       "status": 503,
                 *       "detail": "The database cannot be reached. Try again later.",
                 *       "instance": "6f1b7ab2-9f0e-4c58-8a3d-0d3f5f8f6f11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
         *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
         * @example ada@example.com
         */
        UserId: components["schemas"]["UserId"];
        /**
         * @description Which task.
         * @example 019c32a8-093e-7e31-90df-6c8e12a50013
         */
        TaskId: components["schemas"]["TaskId"];
        /**
         * @description Only completed tasks (`true`) or only open ones (`false`).
         * @example false
         */
        Completed: boolean;
        /**
         * @description Only tasks of this priority; repeated, of one of these.
         * @example [
         *       "high",
         *       "urgent"
         *     ]
         */
        Priority: components["schemas"]["Priority"][];
        /**
         * @description Only tasks with this tag; repeated, with all of these.
         * @example [
         *       "shopping"
         *     ]
         */
        Tag: components["schemas"]["Tag"][];
        /**
         * @description Only tasks that are due at this instant or later.
         * @example 2026-02-01T00:00:00Z
         */
        DueAfter: components["schemas"]["Moment"];
        /**
         * @description Only tasks that are due before this instant.
         * @example 2027-02-01T00:00:00Z
         */
        DueBefore: components["schemas"]["Moment"];
        /**
         * @description Only tasks that were created at this instant or later.
         * @example 2026-02-01T00:00:00Z
         */
        CreatedAfter: components["schemas"]["Moment"];
        /**
         * @description Only tasks that were created before this instant.
         * @example 2126-02-01T00:00:00Z
         */
        CreatedBefore: components["schemas"]["Moment"];
        /**
         * @description Only tasks that were last changed at this instant or later.
         * @example 2026-02-01T00:00:00Z
         */
        UpdatedAfter: components["schemas"]["Moment"];
        /**
         * @description Only tasks that were last changed before this instant.
         * @example 2126-02-01T00:00:00Z
         */
        UpdatedBefore: components["schemas"]["Moment"];
        /**
         * @description Only open tasks that were due before now (`true`), or only all others (`false`).
         * @example true
         */
        Overdue: boolean;
        /**
         * @description Only tasks in whose title or description each of these words occurs, in any order, at least as the beginning of
         *     a word. Upper and lower case are one, in any alphabet; what is neither letter nor digit separates words. Text
         *     without a word finds nothing.
         * @example oat milk
         */
        Q: string;
        /**
         * @description The tasks in the trash (`true`) instead of those that are not.
         * @example false
         */
        Deleted: boolean;
        /**
         * @description Makes the request safe to repeat: a value of the client's own, such as a UUID, new for each request. Repeated
         *     within 24 hours with the same value, the request is not done again but given the answer that it had, with
         *     `Idempotency-Replayed: true`. With another request, the value is refused (422, `idempotency_key_reused`); while
         *     the first is being worked on, so is the repetition (409). Refusals are not kept: what was refused may be tried
         *     again with the same value.
         * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
         */
        IdempotencyKey: string;
        /**
         * @description Do it only if the task still has this version, given as its `ETag`, or one of several; `*` means any version
         *     (RFC 9110, 13.1.1). A weak tag (`W/`) never matches. Another version: 412, and nothing changes.
         * @example "3"
         */
        IfMatch: string;
        /**
         * @description With the directive `max-stale`, without a value, the caller accepts an answer that lags behind (RFC 9111,
         *     5.2.1.2): it may then come from a read replica. Without it, whoever reads has what was written before.
         * @example max-stale
         */
        CacheControl: string;
        /**
         * @description The `ETag` of the client's copy, or several (RFC 9110, 13.1.2). While it is current, the answer is 304.
         * @example "3"
         */
        IfNoneMatch: string;
    };
    requestBodies: {
        /** @description All that a client may write. */
        NewTask: {
            content: {
                /**
                 * @example {
                 *       "title": "Buy oat milk",
                 *       "description": "The one in the blue carton"
                 *     }
                 */
                "application/json": components["schemas"]["NewTask"];
            };
        };
    };
    headers: {
        /**
         * @description The task's version, quoted; for `If-Match` and `If-None-Match`.
         * @example "1"
         */
        ETag: string;
        /**
         * @description There, and `true`, when the answer is that of an earlier request with the same `Idempotency-Key`.
         * @example true
         */
        "Idempotency-Replayed": "true";
        /**
         * @description Where the new task is.
         * @example /api/ada@example.com/tasks/019c32a8-093e-7e31-90df-6c8e12a50013
         */
        Location: string;
        /**
         * @description How many seconds to wait before trying again.
         * @example 1
         */
        "Retry-After": number;
        /**
         * @description The media types that this operation reads.
         * @example application/json
         */
        Accept: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listTasks: {
        parameters: {
            query?: {
                /**
                 * @description How many tasks a page holds at most.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description The `next_cursor` of the page before. Opaque, and bound to the user, the filters and the sort that it was
                 *     made with: with another combination it is refused (422).
                 * @example WyIwMTljMzJhOC0wOTNlLTdlMzEtOTBkZi02YzhlMTJhNTAwMTMiLCJyS3JBcmJpdm9JZXhOSEZyIl0
                 */
                cursor?: string;
                /**
                 * @description What to sort by, most important first, separated by commas; `-` for descending. Tasks without a value come
                 *     last either way; `priority` goes from `none` up to `urgent`, `title` by code points. What is equal in all of
                 *     it is sorted by id, that is by creation, in the direction of the last key.
                 * @example [
                 *       "-priority",
                 *       "due_at"
                 *     ]
                 */
                sort?: ("created_at" | "-created_at" | "updated_at" | "-updated_at" | "due_at" | "-due_at" | "priority" | "-priority" | "title" | "-title" | "position" | "-position" | "completed_at" | "-completed_at")[];
                /**
                 * @description `total` for the number of tasks that meet the filters, on all pages together. Counting reads all of them:
                 *     ask for it once, not with each page.
                 * @example total
                 */
                include?: "total";
                /**
                 * @description Only completed tasks (`true`) or only open ones (`false`).
                 * @example false
                 */
                completed?: components["parameters"]["Completed"];
                /**
                 * @description Only tasks of this priority; repeated, of one of these.
                 * @example [
                 *       "high",
                 *       "urgent"
                 *     ]
                 */
                priority?: components["parameters"]["Priority"];
                /**
                 * @description Only tasks with this tag; repeated, with all of these.
                 * @example [
                 *       "shopping"
                 *     ]
                 */
                tag?: components["parameters"]["Tag"];
                /**
                 * @description Only tasks that are due at this instant or later.
                 * @example 2026-02-01T00:00:00Z
                 */
                due_after?: components["parameters"]["DueAfter"];
                /**
                 * @description Only tasks that are due before this instant.
                 * @example 2027-02-01T00:00:00Z
                 */
                due_before?: components["parameters"]["DueBefore"];
                /**
                 * @description Only tasks that were created at this instant or later.
                 * @example 2026-02-01T00:00:00Z
                 */
                created_after?: components["parameters"]["CreatedAfter"];
                /**
                 * @description Only tasks that were created before this instant.
                 * @example 2126-02-01T00:00:00Z
                 */
                created_before?: components["parameters"]["CreatedBefore"];
                /**
                 * @description Only tasks that were last changed at this instant or later.
                 * @example 2026-02-01T00:00:00Z
                 */
                updated_after?: components["parameters"]["UpdatedAfter"];
                /**
                 * @description Only tasks that were last changed before this instant.
                 * @example 2126-02-01T00:00:00Z
                 */
                updated_before?: components["parameters"]["UpdatedBefore"];
                /**
                 * @description Only open tasks that were due before now (`true`), or only all others (`false`).
                 * @example true
                 */
                overdue?: components["parameters"]["Overdue"];
                /**
                 * @description Only tasks in whose title or description each of these words occurs, in any order, at least as the beginning of
                 *     a word. Upper and lower case are one, in any alphabet; what is neither letter nor digit separates words. Text
                 *     without a word finds nothing.
                 * @example oat milk
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description The tasks in the trash (`true`) instead of those that are not.
                 * @example false
                 */
                deleted?: components["parameters"]["Deleted"];
            };
            header?: {
                /**
                 * @description With the directive `max-stale`, without a value, the caller accepts an answer that lags behind (RFC 9111,
                 *     5.2.1.2): it may then come from a read replica. Without it, whoever reads has what was written before.
                 * @example max-stale
                 */
                "Cache-Control"?: components["parameters"]["CacheControl"];
            };
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tasks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019c32a8-093e-7e31-90df-6c8e12a50013",
                     *           "user_id": "ada@example.com",
                     *           "title": "Buy oat milk",
                     *           "description": "The one in the blue carton",
                     *           "completed": false,
                     *           "completed_at": null,
                     *           "priority": "high",
                     *           "due_date": "2026-02-07",
                     *           "due_time": "18:30",
                     *           "time_zone": "Europe/Berlin",
                     *           "due_at": "2026-02-07T17:30:00.000Z",
                     *           "tags": [
                     *             "shopping"
                     *           ],
                     *           "position": 1770381296574,
                     *           "version": 1,
                     *           "created_at": "2026-02-06T12:34:56.574Z",
                     *           "updated_at": "2026-02-06T12:34:56.574Z",
                     *           "deleted_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            406: components["responses"]["NotAcceptable"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createTask: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes the request safe to repeat: a value of the client's own, such as a UUID, new for each request. Repeated
                 *     within 24 hours with the same value, the request is not done again but given the answer that it had, with
                 *     `Idempotency-Replayed: true`. With another request, the value is refused (422, `idempotency_key_reused`); while
                 *     the first is being worked on, so is the repetition (409). Refusals are not kept: what was refused may be tried
                 *     again with the same value.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["NewTask"];
        responses: {
            /** @description The task was created. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019c32a8-093e-7e31-90df-6c8e12a50013",
                     *       "user_id": "ada@example.com",
                     *       "title": "Buy oat milk",
                     *       "description": "The one in the blue carton",
                     *       "completed": false,
                     *       "completed_at": null,
                     *       "priority": "high",
                     *       "due_date": "2026-02-07",
                     *       "due_time": "18:30",
                     *       "time_zone": "Europe/Berlin",
                     *       "due_at": "2026-02-07T17:30:00.000Z",
                     *       "tags": [
                     *         "shopping"
                     *       ],
                     *       "position": 1770381296574,
                     *       "version": 1,
                     *       "created_at": "2026-02-06T12:34:56.574Z",
                     *       "updated_at": "2026-02-06T12:34:56.574Z",
                     *       "deleted_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteTasks: {
        parameters: {
            query?: {
                /**
                 * @description Only completed tasks (`true`) or only open ones (`false`).
                 * @example false
                 */
                completed?: components["parameters"]["Completed"];
                /**
                 * @description Only tasks of this priority; repeated, of one of these.
                 * @example [
                 *       "high",
                 *       "urgent"
                 *     ]
                 */
                priority?: components["parameters"]["Priority"];
                /**
                 * @description Only tasks with this tag; repeated, with all of these.
                 * @example [
                 *       "shopping"
                 *     ]
                 */
                tag?: components["parameters"]["Tag"];
                /**
                 * @description Only tasks that are due at this instant or later.
                 * @example 2026-02-01T00:00:00Z
                 */
                due_after?: components["parameters"]["DueAfter"];
                /**
                 * @description Only tasks that are due before this instant.
                 * @example 2027-02-01T00:00:00Z
                 */
                due_before?: components["parameters"]["DueBefore"];
                /**
                 * @description Only tasks that were created at this instant or later.
                 * @example 2026-02-01T00:00:00Z
                 */
                created_after?: components["parameters"]["CreatedAfter"];
                /**
                 * @description Only tasks that were created before this instant.
                 * @example 2126-02-01T00:00:00Z
                 */
                created_before?: components["parameters"]["CreatedBefore"];
                /**
                 * @description Only tasks that were last changed at this instant or later.
                 * @example 2026-02-01T00:00:00Z
                 */
                updated_after?: components["parameters"]["UpdatedAfter"];
                /**
                 * @description Only tasks that were last changed before this instant.
                 * @example 2126-02-01T00:00:00Z
                 */
                updated_before?: components["parameters"]["UpdatedBefore"];
                /**
                 * @description Only open tasks that were due before now (`true`), or only all others (`false`).
                 * @example true
                 */
                overdue?: components["parameters"]["Overdue"];
                /**
                 * @description Only tasks in whose title or description each of these words occurs, in any order, at least as the beginning of
                 *     a word. Upper and lower case are one, in any alphabet; what is neither letter nor digit separates words. Text
                 *     without a word finds nothing.
                 * @example oat milk
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description The tasks in the trash (`true`) instead of those that are not.
                 * @example false
                 */
                deleted?: components["parameters"]["Deleted"];
            };
            header?: never;
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deleted": 3
                     *     }
                     */
                    "application/json": components["schemas"]["Deletion"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            406: components["responses"]["NotAcceptable"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    batchTasks: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes the request safe to repeat: a value of the client's own, such as a UUID, new for each request. Repeated
                 *     within 24 hours with the same value, the request is not done again but given the answer that it had, with
                 *     `Idempotency-Replayed: true`. With another request, the value is refused (422, `idempotency_key_reused`); while
                 *     the first is being worked on, so is the repetition (409). Refusals are not kept: what was refused may be tried
                 *     again with the same value.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        /** @description What to do. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "operations": [
                 *         {
                 *           "op": "create",
                 *           "task": {
                 *             "title": "Buy bread"
                 *           }
                 *         },
                 *         {
                 *           "op": "update",
                 *           "task_id": "019c32a8-093e-7e31-90df-6c8e12a50013",
                 *           "if_version": 1,
                 *           "changes": {
                 *             "priority": "high"
                 *           }
                 *         },
                 *         {
                 *           "op": "complete",
                 *           "task_id": "019c32a8-093e-7e31-90df-6c8e12a50013",
                 *           "completed": true
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Batch"];
            };
        };
        responses: {
            /** @description All of it was done. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "op": "update",
                     *           "task": {
                     *             "id": "019c32a8-093e-7e31-90df-6c8e12a50013",
                     *             "user_id": "ada@example.com",
                     *             "title": "Buy oat milk",
                     *             "description": null,
                     *             "completed": false,
                     *             "completed_at": null,
                     *             "priority": "high",
                     *             "due_date": null,
                     *             "due_time": null,
                     *             "time_zone": null,
                     *             "due_at": null,
                     *             "tags": [],
                     *             "position": 1770381296574,
                     *             "version": 2,
                     *             "created_at": "2026-02-06T12:34:56.574Z",
                     *             "updated_at": "2026-02-06T18:02:11.040Z",
                     *             "deleted_at": null
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BatchResult"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the client's copy, or several (RFC 9110, 13.1.2). While it is current, the answer is 304.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description With the directive `max-stale`, without a value, the caller accepts an answer that lags behind (RFC 9111,
                 *     5.2.1.2): it may then come from a read replica. Without it, whoever reads has what was written before.
                 * @example max-stale
                 */
                "Cache-Control"?: components["parameters"]["CacheControl"];
            };
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
                /**
                 * @description Which task.
                 * @example 019c32a8-093e-7e31-90df-6c8e12a50013
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Task"];
            /** @description The client's copy is current. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceTask: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Do it only if the task still has this version, given as its `ETag`, or one of several; `*` means any version
                 *     (RFC 9110, 13.1.1). A weak tag (`W/`) never matches. Another version: 412, and nothing changes.
                 * @example "3"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
                /**
                 * @description Which task.
                 * @example 019c32a8-093e-7e31-90df-6c8e12a50013
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["NewTask"];
        responses: {
            200: components["responses"]["Task"];
            400: components["responses"]["MalformedRequest"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteTask: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Do it only if the task still has this version, given as its `ETag`, or one of several; `*` means any version
                 *     (RFC 9110, 13.1.1). A weak tag (`W/`) never matches. Another version: 412, and nothing changes.
                 * @example "3"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
                /**
                 * @description Which task.
                 * @example 019c32a8-093e-7e31-90df-6c8e12a50013
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task is in the trash. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateTask: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes the request safe to repeat: a value of the client's own, such as a UUID, new for each request. Repeated
                 *     within 24 hours with the same value, the request is not done again but given the answer that it had, with
                 *     `Idempotency-Replayed: true`. With another request, the value is refused (422, `idempotency_key_reused`); while
                 *     the first is being worked on, so is the repetition (409). Refusals are not kept: what was refused may be tried
                 *     again with the same value.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Do it only if the task still has this version, given as its `ETag`, or one of several; `*` means any version
                 *     (RFC 9110, 13.1.1). A weak tag (`W/`) never matches. Another version: 412, and nothing changes.
                 * @example "3"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
                /**
                 * @description Which task.
                 * @example 019c32a8-093e-7e31-90df-6c8e12a50013
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        /** @description The members to change. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "priority": "high",
                 *       "description": null
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["TaskPatch"];
                /**
                 * @example {
                 *       "title": "Buy oat milk, two cartons"
                 *     }
                 */
                "application/json": components["schemas"]["TaskPatch"];
            };
        };
        responses: {
            200: components["responses"]["Task"];
            400: components["responses"]["MalformedRequest"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    completeTask: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes the request safe to repeat: a value of the client's own, such as a UUID, new for each request. Repeated
                 *     within 24 hours with the same value, the request is not done again but given the answer that it had, with
                 *     `Idempotency-Replayed: true`. With another request, the value is refused (422, `idempotency_key_reused`); while
                 *     the first is being worked on, so is the repetition (409). Refusals are not kept: what was refused may be tried
                 *     again with the same value.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Do it only if the task still has this version, given as its `ETag`, or one of several; `*` means any version
                 *     (RFC 9110, 13.1.1). A weak tag (`W/`) never matches. Another version: 412, and nothing changes.
                 * @example "3"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
                /**
                 * @description Which task.
                 * @example 019c32a8-093e-7e31-90df-6c8e12a50013
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        /** @description The state to set. Leave it out to toggle. */
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "completed": true
                 *     }
                 */
                "application/json": components["schemas"]["Completion"];
            };
        };
        responses: {
            200: components["responses"]["Task"];
            400: components["responses"]["MalformedRequest"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    restoreTask: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes the request safe to repeat: a value of the client's own, such as a UUID, new for each request. Repeated
                 *     within 24 hours with the same value, the request is not done again but given the answer that it had, with
                 *     `Idempotency-Replayed: true`. With another request, the value is refused (422, `idempotency_key_reused`); while
                 *     the first is being worked on, so is the repetition (409). Refusals are not kept: what was refused may be tried
                 *     again with the same value.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Do it only if the task still has this version, given as its `ETag`, or one of several; `*` means any version
                 *     (RFC 9110, 13.1.1). A weak tag (`W/`) never matches. Another version: 412, and nothing changes.
                 * @example "3"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Whose tasks. A UUID, an e-mail address or the `sub` of an identity provider; ASCII alone, so that two
                 *     spellings never mean two people. Percent-encode what a URL asks to be encoded.
                 * @example ada@example.com
                 */
                user_id: components["parameters"]["UserId"];
                /**
                 * @description Which task.
                 * @example 019c32a8-093e-7e31-90df-6c8e12a50013
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Task"];
            400: components["responses"]["MalformedRequest"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process is alive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            406: components["responses"]["NotAcceptable"];
            422: components["responses"]["ValidationFailed"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests may be sent here. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            406: components["responses"]["NotAcceptable"];
            422: components["responses"]["ValidationFailed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getContract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example openapi: 3.1.1 */
                    "application/yaml": string;
                };
            };
            400: components["responses"]["MalformedRequest"];
            406: components["responses"]["NotAcceptable"];
            422: components["responses"]["ValidationFailed"];
        };
    };
    getContractAsJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.1",
                     *       "info": {
                     *         "title": "Task API",
                     *         "version": "0.1.0"
                     *       },
                     *       "paths": {}
                     *     }
                     */
                    "application/json": {
                        /** @description The version of the OpenAPI Specification. */
                        openapi: string;
                        /** @description What this API is. */
                        info: {
                            [key: string]: unknown;
                        };
                        /** @description The paths and their operations. */
                        paths: {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["MalformedRequest"];
            406: components["responses"]["NotAcceptable"];
            422: components["responses"]["ValidationFailed"];
        };
    };
}
type FlattenedDeepRequired<T> = {
    [K in keyof T]-?: FlattenedDeepRequired<T[K] extends unknown[] | undefined | null ? Extract<T[K], unknown[]>[number] : T[K]>;
};
type ReadonlyArray<T> = [
    Exclude<T, undefined>
] extends [
    unknown[]
] ? Readonly<Exclude<T, undefined>> : Readonly<Exclude<T, undefined>[]>;
export const pathsApiUser_idTasksGetParametersQuerySortValues: ReadonlyArray<FlattenedDeepRequired<paths>["/api/{user_id}/tasks"]["get"]["parameters"]["query"]["sort"]> = ["created_at", "-created_at", "updated_at", "-updated_at", "due_at", "-due_at", "priority", "-priority", "title", "-title", "position", "-position", "completed_at", "-completed_at"];
export const pathsApiUser_idTasksGetParametersQueryIncludeValues: ReadonlyArray<FlattenedDeepRequired<paths>["/api/{user_id}/tasks"]["get"]["parameters"]["query"]["include"]> = ["total"];
export const priorityValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Priority"]> = ["none", "low", "medium", "high", "urgent"];
export const batchCreateOpValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BatchCreate"]["op"]> = ["create"];
export const batchUpdateOpValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BatchUpdate"]["op"]> = ["update"];
export const batchCompleteOpValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BatchComplete"]["op"]> = ["complete"];
export const batchDeleteOpValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BatchDelete"]["op"]> = ["delete"];
export const batchRestoreOpValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BatchRestore"]["op"]> = ["restore"];
export const batchResultResultsOpValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BatchResult"]["results"]["op"]> = ["create", "update", "complete", "delete", "restore"];
export const problemTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ProblemType"]> = ["urn:problem-type:task-api:malformed_request", "urn:problem-type:task-api:not_found", "urn:problem-type:task-api:method_not_allowed", "urn:problem-type:task-api:not_acceptable", "urn:problem-type:task-api:conflict", "urn:problem-type:task-api:precondition_failed", "urn:problem-type:task-api:payload_too_large", "urn:problem-type:task-api:unsupported_media_type", "urn:problem-type:task-api:validation_failed", "urn:problem-type:task-api:idempotency_key_reused", "urn:problem-type:task-api:internal_error", "urn:problem-type:task-api:unavailable"];
export const violationInValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Violation"]["in"]> = ["body", "query", "path", "header"];

/** The parameters whose default the server fills in, by operation. */
export interface ParametersWithDefault {
  listTasks: "limit" | "sort" | "deleted";
  deleteTasks: "deleted";
}
