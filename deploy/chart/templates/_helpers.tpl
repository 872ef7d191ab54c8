{{/* The image, by digest if one is given. */}}
{{- define "meta-plugins.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "meta-plugins.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* The common part of all containers. Arguments: root, container (its key in resources). */}}
{{- define "meta-plugins.container" -}}
image: {{ include "meta-plugins.image" .root | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- with index .root.Values.resources .container }}
# requests equal limits, so the pod has the QoS class Guaranteed, whose processes the kernel kills last
resources:
  requests: {cpu: {{ .cpu | quote }}, memory: {{ .memory | quote }}}
  limits: {cpu: {{ .cpu | quote }}, memory: {{ .memory | quote }}}
{{- end }}
terminationMessagePolicy: FallbackToLogsOnError
{{- end -}}

{{/* Arguments: root, add (capabilities). */}}
{{- define "meta-plugins.securityContext" -}}
privileged: false
{{- if not (has "SYS_ADMIN" .add) }}
allowPrivilegeEscalation: false
{{- end }}
readOnlyRootFilesystem: true
runAsUser: 0
runAsGroup: 0
capabilities:
  drop: [ALL]
  {{- with .add }}
  add: {{ toJson . }}
  {{- end }}
{{- with .root.Values.security.seccompProfile }}
seccompProfile: {{ toJson . }}
{{- end }}
{{- with .root.Values.security.appArmorProfile }}
appArmorProfile: {{ toJson . }}
{{- end }}
{{- with .root.Values.security.seLinuxOptions }}
seLinuxOptions: {{ toJson . }}
{{- end }}
{{- end -}}

{{/* The place of the installation, for every command of the installer. */}}
{{- define "meta-plugins.place" -}}
- --root=/host
- --prefix={{ .Values.node.prefix }}
{{- end -}}

{{/* The folders of the installation, writable, below /host. */}}
{{- define "meta-plugins.installedMounts" -}}
- {name: prefix, mountPath: {{ printf "/host%s" .Values.node.prefix | quote }}}
{{- range $i, $dir := .Values.node.cniBinDirs }}
- {name: cni-bin-{{ $i }}, mountPath: {{ printf "/host%s" $dir | quote }}}
{{- end }}
{{- end -}}

{{/* The command install and its arguments. */}}
{{- define "meta-plugins.install" -}}
- install
- --by=oci
- --without-agent
{{ include "meta-plugins.place" . }}
{{- range .Values.node.cniBinDirs }}
- --cni-bin-dir={{ . }}
{{- end }}
{{- end -}}

{{/* The pod is ready when the installed plugin answers VERSION. The plugin is a static program, so the probe needs no shell. */}}
{{- define "meta-plugins.readinessProbe" -}}
exec:
  command: [{{ printf "/host%s/veth" (first .Values.node.cniBinDirs) | quote }}]
periodSeconds: 10
timeoutSeconds: 5
{{- end -}}
