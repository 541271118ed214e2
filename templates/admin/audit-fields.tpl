{{%AUTOESCAPE context="HTML"}}
{{! admin/audit-fields.tpl: what the page is narrowed to, in the form that exports it. Fed by q, who, kind, from, to, account }}
    <input type="hidden" name="q" value="{{q}}"><input type="hidden" name="who" value="{{who}}"><input type="hidden" name="kind" value="{{kind}}">
    <input type="hidden" name="from" value="{{from}}"><input type="hidden" name="to" value="{{to}}"><input type="hidden" name="account" value="{{account}}">
    <button class="btn" type="submit"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#download"></use></svg>Export</button>
